//! The themes-to-framework figure as a scene, and the scene as files.
