//! Letters of the Latin script that are another form of one of the alphabet: small
//! capitals, letters with a hook, a stroke or a tail, turned, reversed and open ones.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The forms of each letter, as their names in Unicode tell (`LATIN LETTER SMALL CAPITAL A`,
/// `LATIN SMALL LETTER B WITH HOOK`, `NEGATIVE CIRCLED LATIN CAPITAL LETTER C`): neither
/// NFKC nor UTS 39 makes most of them one letter. Turned ones that look like another letter
/// stand beside that one, and so do letters with names of their own (alpha, eth, schwa).
const FORMS: [(char, &str); 26] = [
    ('a', "ȺɅɐɑɒʌᴀᶏᶐⱥⱭⱯⱰꞺꞻꬰꭤ🅐🅰"),
    ('b', "ƀƁƂƃƄƅɃɓʙᴃᴯᵬᶀꞖꞗꞴꞵ🅑🅱"),
    ('c', "ƇƈȻȼɕʗᴄↄꜾꜿꞒꞓꞔꟄ𝼏𝼝🅒🅲"),
    ('d', "ÐðĐđƉƊƋƌȡɖɗᴅᴆᵭᶁᶑꝹꝺꟇꟈ𝼥🅓🅳"),
    ('e', "ƎƏƐǝɆɇɘəɚɛɜɝɞʚᴇᴈᶒᶓᶔᶕⱸⱻꞫꬲꬳꬴ🅔🅴"),
    ('f', "ƑƒᵮᶂꜰꝻꝼꞘꞙꟻꬵ🅕🅵"),
    ('g', "ƓǤǥɠɡɢʛᵷᵹᶃꝽꝾꝿꞠꞡꞬꟐꟑꬶ𝼁𝼂🅖🅶"),
    ('h', "ĦħɥɦɧʜʮʯⱧⱨⱵⱶꜦꜧꞍꞕꞪꟵꟶ🅗🅷"),
    ('i', "ıƖƗɨɩɪᴉᵎᵻᵼᶖꞮꞼꞽꟷꟾ𝼚🅘🅸"),
    ('j', "ȷɈɉɟʄʝᴊꞲ🅙🅹"),
    ('k', "ĸƘƙʞᴋᶄⱩⱪꝀꝁꝂꝃꝄꝅꞢꞣꞰ𝼃𝼐🅚🅺"),
    ('l', "ŁłƚǀȴȽɫɬɭʟᴌᶅⱠⱡⱢꝆꝇꝈꝉꞀꞁꞎꞭꬷꬸꬹ𝼄𝼑𝼓𝼦🅛🅻"),
    ('m', "ɱʍᴍᴟᵯᶆⱮꟿꬺ🅜🅼"),
    ('n', "ŊŋƝƞȠȵɲɳɴᴎᴻᵰᶇꞐꞑꞤꞥꬻꬼ𝼇𝼔𝼧🅝🅽"),
    ('o', "ØøƆƟǾǿɔɵᴏᴐᴑᴒᴓᴖᴗᶗⱺꝊꝋꝌꝍꟀꟁꬽꬾꬿ𝼛🅞🅾"),
    ('p', "ƤƥƿǷᴘᵱᵽᶈⱣꝐꝑꝒꝓꝔꝕꟕꟼ🅟🅿"),
    ('q', "ɊɋʠꝖꝗꝘꝙꞯ🅠🆀"),
    ('r', "ƦɌɍɹɺɻɼɽɾɿʀʁᴙᴚᵲᵳᶉⱤⱹꝚꝛꞂꞃꞦꞧꭅꭆꭇꭉꭋꭌꭨ𝼈𝼕𝼖𝼨🅡🆁"),
    ('s', "ƧƨȿʂᵴᶊẜẝⱾꜱꞄꞅꞨꞩꟅꟉꟊꟌꟍꟖꟗꟘꟙ𝼞𝼩🅢🆂"),
    ('t', "ŦŧƫƬƭƮȶȾʇʈᴛᵵⱦꞆꞇꞱ𝼉𝼍𝼪🅣🆃"),
    ('u', "ƱɄʉʊᴜᴝᴞᵾᵿᶙꞸꞹꞾꞿꭎꭏꭒ🅤🆄"),
    ('v', "ƲʋᴠᶌⱱⱴꝞꝟ🅥🆅"),
    ('w', "ƜɯɰɷᴡⱲⱳꞶꞷꟂꟃꟺꟽ🅦🆆"),
    ('x', "ᶍꞳꭓꭔꭕꭖꭗꭘꭙ🅧🆇"),
    ('y', "ƔƳƴɎɏɣʎʏỾỿꭚ𝼆🅨🆈"),
    ('z', "ƵƶƷƸƹƺǮǯȤȥɀʐʑʒʓᴢᴣᵶᶎᶚⱫⱬⱿꝢꝣꟆ𝼘🅩🆉"),
];

static PLAIN: LazyLock<HashMap<char, char>> =
    LazyLock::new(|| FORMS.iter().flat_map(|(plain, forms)| forms.chars().map(|form| (form, *plain))).collect());

/// The letter of the alphabet of which a sign is a form; any other sign as it is.
pub(super) fn plain(sign: char) -> char {
    if sign.is_ascii() { sign } else { PLAIN.get(&sign).copied().unwrap_or(sign) }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[test]
    fn each_form_is_of_one_letter_and_no_form_that_nfkc_knows() {
        let forms: Vec<char> = FORMS.iter().flat_map(|(_, forms)| forms.chars()).collect();
        assert_eq!(PLAIN.len(), forms.len(), "one stands there twice");
        assert!(FORMS.iter().map(|(plain, _)| *plain).eq('a'..='z'));
        for form in forms {
            assert!(!form.is_ascii() && form.is_alphabetic(), "{form}");
            assert!(std::iter::once(form).nfkc().eq([form]), "{form}");
        }
        let plain: String = "ʜᴀʀʙᴏᴜʀ Ɓɛɖ 🅣, Київ Ελλάδα é".chars().map(plain).collect();
        assert_eq!(plain, "harbour bed t, Київ Ελλάδα é");
    }
}
