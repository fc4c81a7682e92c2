//! Numbers as the vector files write them.

/// A number with at most three decimals and nothing that says nothing: `19.05`, `0.75`, `0`.
pub fn short(number: f64) -> String {
    let text = format!("{number:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_short() {
        let written = [19.05, 0.75, 540.0, 0.0, -0.0, -1e-7, 1e-7, 12.34567, -3.5].map(short);
        assert_eq!(written, ["19.05", "0.75", "540", "0", "0", "0", "0", "12.346", "-3.5"]);
    }
}
