use crate::rules::{CustomError, OptionError, SelectionError};

/// Why there can be no checker with these settings.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// A rule or group is named that there is not.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// An option does not fit its rule.
    #[error("{error}")]
    Option {
        /// The rule.
        rule: String,
        /// What is wrong.
        error: OptionError,
    },
    /// A rule of the user's own cannot run.
    #[error("custom rule `{}`, `{}`: {}", .0.rule, .0.key, .0.message)]
    Custom(CustomError),
}

impl From<CustomError> for SettingsError {
    fn from(error: CustomError) -> Self {
        SettingsError::Custom(error)
    }
}
