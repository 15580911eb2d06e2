//! Reads policy files and prints what is wrong with their form; with `--dump` their trees.
#![allow(clippy::print_stdout, reason = "an example is a program")]

use policyc_diag::{Source, SourceMap};

fn main() {
    for name in std::env::args().skip(1) {
        let Ok(text) = std::fs::read_to_string(&name) else { continue };
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new(name.clone(), text.as_bytes()));
        let parsed = policyc_syntax::parse_file(id, &text);
        println!("{name}: {} items", parsed.file.items.len());
        for fault in parsed.diagnostics {
            let place = sources.get(id).map(|source| source.line_column(fault.primary.span.range().start));
            let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
            println!("  {line}:{column} {} {} [{}]", fault.code, fault.message, sources.text(fault.primary.span));
            for help in fault.help {
                println!("    {help}");
            }
        }
    }
}
