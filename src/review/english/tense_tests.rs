//! What is told as done, and what is not.

use super::tense::{in_the_past, slips};

fn said(text: &str) -> Vec<String> {
    slips(text, "Earner has").into_iter().map(|slip| slip.said).collect()
}

fn past(text: &str) -> Option<String> {
    in_the_past(text, &slips(text, "Earner has"))
}

#[test]
fn what_is_still_to_come_possible_or_usual_is_found() {
    for (text, found) in [
        ("Earner will present a plan.", "“will present”"),
        ("Earner can use a saw.", "“can use”"),
        ("Earner has used a saw and can also sharpen it.", "“can also sharpen”"),
        ("Earner is able to read a map.", "“is able to read”"),
        ("Earner learns about soil.", "“Earner learns”"),
        ("Learners are taught to swim.", "“are taught”"),
        ("Earner will be able to cook.", "“will be able to cook”"),
        ("Earners are going to plan a trip.", "“are going to plan”"),
        ("You must attend three sessions.", "“must attend”"),
        ("Knows how to mend a tyre.", "“Knows”"),
        ("Earner has shown that they can lead.", "“can lead”"),
        ("Earner has met a mentor. They’ll plan together.", "“They’ll plan”"),
        ("The group will perform.", "“will perform”"),
    ] {
        assert_eq!(said(text), [found], "{text}");
    }
}

#[test]
fn names_nouns_and_parts_of_words_are_not_verbs() {
    for text in [
        "Earner has painted on canvas and cancelled nothing.",
        "Earner has worked with Will Smith.",
        "Will Smith has praised the earner.",
        "Will has praised the earner.",
        "Earner has woven willow and shown goodwill.",
        "Earner has written a will.",
        "Earner has filled a watering can.",
        "Earner has opened a can of paint with a can opener.",
        "Earner has shown will power in May and in spring.",
        "Earner has kept a can-do attitude.",
        "Earner has wired a CAN bus.",
        "Earner has kept student records and plans.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn facts_about_other_things_may_stand_in_the_present() {
    for text in [
        "Earner has explained how plants can be grown without soil.",
        "Earner has learnt what a budget is and why it will change.",
        "Earner has helped pupils understand fractions.",
        "Earner has shown pupils how they can stay safe.",
        "Earner has met people who are homeless.",
        "Earner has run a club that develops skills.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn clear_slips_are_put_into_the_past() {
    for (text, expected) in [
        ("Earner will present a plan.", "Earner has presented a plan."),
        ("Earners can also use a saw.", "Earners have also used a saw."),
        ("Earner has cut wood and can join it.", "Earner has cut wood and joined it."),
        ("Earner learns about soil.", "Earner has learnt about soil."),
        ("Learners are taught to swim.", "Learners have been taught to swim."),
        ("Earner has met a mentor. Will write a plan.", "Earner has met a mentor. Earner has written a plan."),
        ("Earner is able to read maps and will teach others.", "Earner has read maps and taught others."),
    ] {
        assert_eq!(past(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_slip_that_is_not_clear_is_left_to_the_writer() {
    assert_eq!(past("Earner can juggle and won't fall."), None);
    assert_eq!(past("Earner can backflip."), None);
    assert_eq!(past("Earner has finished."), None);
}

#[test]
fn verbs_in_a_row_go_into_the_past_together() {
    for (text, expected) in [
        ("Earner will plan and deliver a talk.", "Earner has planned and delivered a talk."),
        ("Earner is able to plan, cook and serve a meal.", "Earner has planned, cooked and served a meal."),
        ("Earners plan a meal and cook it.", "Earners have planned a meal and cooked it."),
        ("Earner writes and delivers a talk.", "Earner has written and delivered a talk."),
        ("Earner plans, cooks and serves a meal.", "Earner has planned, cooked and served a meal."),
        ("Earner can plan a trip. Will write a list.", "Earner has planned a trip. Earner has written a list."),
    ] {
        assert_eq!(past(text).as_deref(), Some(expected), "{text}");
    }
    for text in ["Earner will learn about art and design.", "Earner can cook and abseil.", "Earner can. Plan it."] {
        assert_eq!(past(text), None, "{text}");
        assert!(!said(text).is_empty(), "{text}");
    }
}

#[test]
fn nouns_at_the_beginning_are_no_verbs() {
    for text in [
        "Plants grown by the group were sold.",
        "Plants the group grew were sold.",
        "Records of the birds at a feeder.",
        "Reports on two trips.",
        "Designs for a poster have been drawn.",
        "Uses of old tyres.",
        "Visits to three farms.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
    for (text, found) in
        [("Uses a saw.", "“Uses”"), ("Knows how to lay a table.", "“Knows”"), ("Plants 3 trees.", "“Plants”")]
    {
        assert_eq!(said(text), [found], "{text}");
    }
}

#[test]
fn others_are_spoken_of_in_clauses() {
    for text in [
        "Earner has asked a nurse about what she does.",
        "Earner has asked a baker how he makes bread.",
        "Earner has found out what the organisation does.",
        "Earner has explained how organisations use data.",
        "Earner has noted what they will do differently.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(said("Earner has shown that she can lead."), ["“can lead”"]);
}

#[test]
fn titles_are_not_read_as_speech() {
    for text in [
        "Earner has sung “You can call me Al” at a concert.",
        "Earner has sung 'You can call me Al' at the singers' club.",
        "Earner has sung You'll Never Walk Alone.",
        "Earner has sung We Will Rock You.",
    ] {
        assert_eq!(said(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(said("Earner has sung “Sing” and can dance to it."), ["“can dance”"]);
}
