//! What stands before the text: packages, the language, the few commands that the text uses, the title.

use super::escape::escape;
use crate::report::tree::{Document, Page};

/// Commands of the text, so that an author can change how a card or a tree looks in one place.
const COMMANDS: &str = r"\definecolor{ink}{HTML}{1F3A4D}
\definecolor{slate}{HTML}{54636E}
\definecolor{addedword}{HTML}{1E6B3A}
\definecolor{removedword}{HTML}{A3312B}
\newcommand{\added}[1]{{\color{addedword}\uline{#1}}}
\newcommand{\removed}[1]{{\color{removedword}\sout{#1}}}
\newcommand{\swatch}[1]{{\fboxsep=0pt\colorbox[HTML]{#1}{\phantom{\small N}}}\hspace{0.6ex}}
\newcommand{\reportpicture}[3]{\includegraphics[width=\ifdim#1>\linewidth\linewidth\else#1\fi,height=0.8\textheight,keepaspectratio]{#2}}
\newlist{cellitems}{itemize}{1}
\setlist[cellitems]{label=\textbullet,leftmargin=*,nosep,before=\vspace{-0.2\baselineskip}}
\setlist[itemize,enumerate]{itemsep=2pt,topsep=4pt}
\newenvironment{card}{\begin{description}[leftmargin=32mm,labelwidth=30mm,labelsep=2mm,itemsep=2pt,font=\small\bfseries\color{slate}]\small}{\end{description}}
\newenvironment{codetree}{\par\small\setlength{\parindent}{0pt}\setlength{\parskip}{2pt}}{\par}
\newcommand{\coderow}[5]{{\leftskip=#1em\hangindent=3em\hangafter=1 #2{\color{slate}#3}\enspace #4\ifx\relax#5\relax\else\hfill\mbox{\color{slate}#5}\fi\par}}
\setlength{\parindent}{0pt}
\setlength{\parskip}{5pt plus 1pt}
\setlength{\LTleft}{0pt}
\setlength{\LTright}{0pt}
\renewcommand{\arraystretch}{1.15}
\setlength{\emergencystretch}{3em}
\captionsetup{justification=raggedright,singlelinecheck=false,font=small}
";

/// The preamble, and the beginning of the document with its title.
pub(super) fn preamble(document: &Document) -> String {
    let paper = match document.page {
        Page::A4 => "a4paper",
        Page::Letter => "letterpaper",
    };
    let title = escape(&document.title);
    let authors = document.authors.iter().map(|author| escape(author)).collect::<Vec<_>>();
    let mut out = format!(
        "% Written by Colloquy. pdfLaTeX sets Latin script; XeLaTeX or LuaLaTeX set every script that the face has.\n\
         \\documentclass[10pt,{paper}]{{article}}\n\
         \\usepackage{{iftex}}\n\
         \\ifPDFTeX\\usepackage[T1]{{fontenc}}\\usepackage[utf8]{{inputenc}}\\IfFileExists{{lmodern.sty}}{{\\usepackage{{lmodern}}}}{{}}\\usepackage{{textcomp}}\n\
         \\else\\usepackage{{fontspec}}\\fi\n"
    );
    if let Some(language) = babel(&document.language) {
        out.push_str(&format!("\\usepackage[{language}]{{babel}}\n"));
    }
    out.push_str(
        "\\usepackage[left=27mm,right=27mm,top=24mm,bottom=26mm]{geometry}\n\
         \\usepackage{longtable,booktabs,array,multirow,pdflscape,graphicx,xcolor,caption,enumitem,needspace}\n\
         \\usepackage[normalem]{ulem}\n\
         \\usepackage[hidelinks,unicode]{hyperref}\n",
    );
    out.push_str(COMMANDS);
    out.push_str(&format!("\\hypersetup{{pdftitle={{{title}}},pdfauthor={{{}}}}}\n", authors.join(", ")));
    out.push_str("\\begin{document}\n");
    out.push_str(&format!("{{\\raggedright\\LARGE\\color{{ink}} {title}\\par}}\n"));
    if let Some(subtitle) = &document.subtitle {
        out.push_str(&format!("{{\\raggedright\\large\\color{{slate}} {}\\par}}\n", escape(subtitle)));
    }
    if !authors.is_empty() {
        out.push_str(&format!("\\medskip{{\\raggedright {}\\par}}\n", authors.join(", ")));
    }
    out.push_str("\\bigskip\n");
    out
}

/// The name by which babel knows a language; none for those that it sets only with more than a name.
fn babel(language: &str) -> Option<&'static str> {
    let tag = language.to_ascii_lowercase();
    let primary = tag.split('-').next().unwrap_or_default();
    Some(match primary {
        "en" if tag.ends_with("-us") => "american",
        "en" => "british",
        "de" => "ngerman",
        "fr" => "french",
        "es" => "spanish",
        "it" => "italian",
        "nl" => "dutch",
        "pt" if tag.ends_with("-br") => "brazilian",
        "pt" => "portuguese",
        "sv" => "swedish",
        "da" => "danish",
        "nb" | "no" | "nn" => "norsk",
        "fi" => "finnish",
        "pl" => "polish",
        "cs" => "czech",
        "tr" => "turkish",
        "cy" => "welsh",
        "ga" => "irish",
        _ => return None,
    })
}
