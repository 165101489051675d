use super::*;

const SMALLEST: &str = r#"{
    "version": 1,
    "queues": [{"name": "Help"}],
    "classes": [{"name": "Calls", "queue": "Help", "perHour": [60], "talk": [{"exponential": 230}]}],
    "groups": [{"name": "Agents", "agents": [5], "queues": [{"queue": "Help"}]}],
    "run": {"steady": {"warmUp": 3600, "batches": 20, "batch": 36000}}
}"#;

fn read(text: &str) -> Result<Asked, String> {
    let file: ScenarioFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
    file.read().map_err(|error| error.to_string())
}

#[test]
fn what_is_not_said_is_the_routers_default() {
    let asked = read(SMALLEST).expect("it is whole");
    assert_eq!(
        asked.scenario.queues[0].settings,
        crate::routing::QueueSettings::default()
    );
    assert_eq!(
        asked.scenario.classes[0].patience.0,
        [core::Distribution::Never]
    );
    crate::simulation::Plan::new(&asked.scenario).expect("it can be simulated");
}

#[test]
fn what_is_wrong_is_named_with_what_would_be_right() {
    for (from, to, expected) in [
        (r#""version": 1"#, r#""version": 2"#, "version: 1, not 2"),
        (
            r#""queue": "Help", "perHour""#,
            r#""queue": "Halp", "perHour""#,
            "classes[0].queue: the name of a queue (`Help`), not `Halp`",
        ),
        (
            r#""warmUp": 3600"#,
            r#""warmUp": -1"#,
            "run.steady.warmUp: seconds, 0 or more",
        ),
        (
            r#"{"queue": "Help"}]"#,
            r#"{"queue": "Help", "ring": 7}]"#,
            "groups[0].queues[0].ring: 1 to 6",
        ),
        (
            r#""groups": ["#,
            r#""groups": [{"name": "Agents", "agents": [1], "queues": []}, "#,
            "groups[1].name: a name of its own; `Agents` is taken",
        ),
    ] {
        let text = SMALLEST.replace(from, to);
        assert_ne!(text, SMALLEST, "{from}");
        assert_eq!(read(&text).expect_err(to), expected);
    }
}

#[test]
fn a_misspelt_field_is_refused() {
    let error = read(&SMALLEST.replace("perHour", "perhour")).expect_err("misspelt");
    assert!(
        error.contains("unknown field `perhour`, expected one of `name`, `queue`"),
        "{error}"
    );
}
