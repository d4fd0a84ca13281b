use super::*;

#[test]
fn the_bundled_standard_has_the_four_layers_in_order() {
    let names: Vec<_> = Standard::bundled().layers.iter().map(|l| l.name.as_str()).collect();
    assert_eq!(names, ["Engage", "Participate", "Demonstrate", "Lead"]);
    for layer in &Standard::bundled().layers {
        assert!(layer.code.starts_with(&Standard::bundled().code), "{}", layer.code);
        assert_eq!(Layer::by_code(&layer.code), Some(layer));
    }
    assert_eq!(Layer::by_name(" lead ").map(|l| l.code.as_str()), Some("col-2018/lead"));
}

#[test]
fn the_first_yes_from_lead_down_is_proposed_and_engage_otherwise() {
    let standard = Standard::bundled();
    let propose = |yes: &[&str]| standard.propose(|l| yes.contains(&l.name.as_str())).map(|l| l.name.as_str());
    assert_eq!(propose(&["Participate", "Demonstrate"]), Some("Demonstrate"));
    assert_eq!(propose(&["Lead", "Engage"]), Some("Lead"));
    assert_eq!(propose(&[]), Some("Engage"));
}

#[test]
fn criteria_survive_the_way_through_a_narrative() {
    let statements = vec!["Earner has built a kite.".to_owned(), "Earner has flown it.\nTwice.".to_owned()];
    let criteria = Criteria { statements, ..Criteria::default() };
    assert_eq!(Criteria::from_narrative(&criteria.narrative()), criteria);
    let one = Criteria { statements: vec!["Earner has swum.".into()], ..Criteria::default() };
    assert_eq!(one.narrative(), "Earner has swum.");
    assert_eq!(
        Criteria::from_narrative("First.\nstill first\n\nSecond.").statements,
        ["First. still first", "Second."]
    );
}

#[test]
fn fields_of_a_later_version_are_kept() {
    let text = r#"{"id":"urn:x","name":"N","mood":{"a":[1,2]},"issuer":{"name":"I","colour":"red"}}"#;
    let badge: Badge = serde_json::from_str(text).unwrap();
    let again = serde_json::to_value(&badge).unwrap();
    assert_eq!(again["mood"]["a"][1], 2);
    assert_eq!(again["issuer"]["colour"], "red");
}
