#!/bin/sh
# Makes a corpus of small sound files for each target: the first byte says which ending the file's name has (see the targets).
# usage: fuzz/seed.sh [PROGRAM], from the project's folder; PROGRAM is a built colloquy
set -e
program=${1:-target/debug/colloquy}
sample=sample_projects/community-wellbeing
work=$(mktemp -d)
mkdir -p fuzz/corpus/transcripts fuzz/corpus/elsewhere fuzz/corpus/quotations
# put TARGET NUMBER FILE: a seed that begins with the byte of the ending
put() { { printf "\\$(printf %03o "$2")"; cat "$3"; } > "fuzz/corpus/$1/$2-$(basename "$3")"; }
printf 'Moderator: Well?\nP1: We never had the money.\n' > "$work/talk.txt"
printf '# Talk\n\n**P1:** We *never* had it.\n' > "$work/talk.md"
printf '{\\rtf1\\ansi P1: We {\\b never} had it.\\par P2: No.}' > "$work/talk.rtf"
printf '<html><body><p>P1: We never</p><table><tr><td>P2:</td><td>No</td></tr></table></body></html>' > "$work/talk.html"
printf 'WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n<v Ann>We never\n\n' > "$work/talk.vtt"
printf '1\n00:00:01,000 --> 00:00:03,000\nAnn: We never\n\n' > "$work/talk.srt"
printf '[{"speaker":"Ann","text":"We never","start":1.5}]' > "$work/talk.json"
printf 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 2\ntiers? <exists>\nsize = 1\nitem []:\n item [1]:\n  class = "IntervalTier"\n  name = "Ann"\n  xmin = 0\n  xmax = 2\n  intervals: size = 1\n  intervals [1]:\n   xmin = 0\n   xmax = 2\n   text = "We never"\n' > "$work/talk.TextGrid"
for end in docx odt pdf; do "$program" export coded-transcripts "$sample" -o "$work/talk.$end" --transcripts "Focus Group 1" 2>/dev/null; done
put transcripts 0 "$work/talk.txt"; put transcripts 1 "$work/talk.md"; put transcripts 2 "$work/talk.docx"
put transcripts 3 "$work/talk.odt"; put transcripts 4 "$work/talk.rtf"; put transcripts 5 "$work/talk.html"
put transcripts 7 "$work/talk.pdf"; put transcripts 8 "$work/talk.vtt"; put transcripts 9 "$work/talk.srt"
put transcripts 10 "$work/talk.TextGrid"; put transcripts 12 "$work/talk.json"
for file in tests/golden/refi/*.qdpx; do put elsewhere 0 "$file"; done
for file in tests/golden/refi/*.qdc; do put elsewhere 2 "$file"; done
"$program" export codebook "$sample" -o "$work/codes.csv"; put elsewhere 4 "$work/codes.csv"
"$program" export codebook "$sample" -o "$work/codes.xlsx"; put elsewhere 5 "$work/codes.xlsx"
printf '{"id":1,"text":"We never","label":[[0,2,"Us"]]}\n' > "$work/marks.jsonl"; put elsewhere 7 "$work/marks.jsonl"
put quotations 0 "$work/talk.txt"; put quotations 1 "$work/talk.md"; put quotations 2 "$work/talk.docx"
put quotations 3 "$work/talk.odt"; put quotations 4 "$work/talk.pdf"
rm -r "$work"
