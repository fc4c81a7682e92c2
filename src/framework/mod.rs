//! COM-B, TDF, the Behaviour Change Wheel and the technique taxonomy, loaded from `assets/framework`.
pub fn name_of(element: &str) -> String {
    element.into()
}
