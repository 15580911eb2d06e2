//! Diagnostic to text: the only place with colour, and the only one that knows ariadne.
