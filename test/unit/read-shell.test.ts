import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShell } from '../../plugins/docusaurus-plugin-gait/src/read/body/shell.ts';

/** Uses as `NAME:quoting`, in order. */
const uses = (code: string) => readShell(code).uses.map(({ name, quoting }) => `${name}:${quoting}`);
const assigned = (code: string) => readShell(code).assigned;

describe('uses of variables', () => {
  it.each<[string, string[]]>([
    ['echo $HOST', ['HOST:none']],
    ['echo "$HOST" "${HOST}x"', ['HOST:double', 'HOST:double']],
    ["echo '$HOST' '${HOST:-x}'", ['HOST:single', 'HOST:single']],
    ["echo $'a\\'$HOST'", ['HOST:single']],
    ["A=$'$HOST' B=\"$'$PORT'\"", ['HOST:single', 'PORT:double']],
    ['echo \\$HOST "\\$HOST" "\\\\$HOST"', ['HOST:double']],
    ['echo "it\'s $HOST" \'say "$PORT"\'', ['HOST:double', 'PORT:single']],
    ['echo "$(cut -d, -f1 $FILE)"', ['FILE:none']],
    ['echo "$(cat "$FILE")" `cat $FILE`', ['FILE:double', 'FILE:none']],
    ['echo ${HOST:-$PORT} "${HOST:-"$PORT"}"', ['HOST:none', 'PORT:none', 'HOST:double', 'PORT:double']],
    [
      'echo ${#HOST} ${!HOST} ${HOST%%.*} ${HOST/a/$B} ${HOST[0]}',
      ['HOST:none', 'HOST:none', 'HOST:none', 'HOST:none', 'B:none', 'HOST:none'],
    ],
    ['echo $((COUNT + 1)) $(( $COUNT * 2 ))', ['COUNT:double', 'COUNT:double']],
    ['echo $1 $@ $? $$ $_ $host ${host} $Host', []],
    ["awk '{print $1, $NF}' f", []],
    ["jq '.[] | {a: $ENV.A}' f", []],
    ["aws x --template '${AWS::Region}'", []],
    ['# $HOST\necho a#$HOST # $PORT', ['HOST:none']],
    ["cat <<EOF\n$HOST \\$PORT '$A'\nEOF\necho $B", ['HOST:double', 'A:double', 'B:none']],
    ["cat <<'EOF'\n$HOST\nEOF\necho $B", ['HOST:heredoc-quoted', 'B:none']],
    ['cat <<"END"\n${HOST}\nEND', ['HOST:heredoc-quoted']],
    ['cat <<\\END\n$HOST\nEND', ['HOST:heredoc-quoted']],
    ['cat <<-EOF\n\t$HOST\n\tEOF\necho $B', ['HOST:double', 'B:none']],
    ["cat <<A <<'B'\n$X\nA\n$Y\nB\n", ['X:double', 'Y:heredoc-quoted']],
    ['cat <<EOF | grep $A\n$HOST\nEOF', ['A:none', 'HOST:double']],
    ['cat <<< "$HOST"', ['HOST:double']],
    ['[[ $HOST =~ ^(a|b)$ && -n $A ]] && echo $PORT', ['HOST:double', 'A:double', 'PORT:none']],
    ['case $HOST in a) echo $A ;; esac', ['HOST:double', 'A:none']],
    ['A=$B C="$D" run $E <<< $F $G', ['B:double', 'D:double', 'E:none', 'F:double', 'G:none']],
    ['LIST=($A) export B=$C', ['A:none', 'C:double']],
    ['if [ -n "$HOST" ]; then\n  echo "$HOST"\nfi', ['HOST:double', 'HOST:double']],
    ["bash -c 'echo $HOST'", ['HOST:single']],
    ['$CMD --flag=$VALUE', ['CMD:none', 'VALUE:none']],
    ['curl "https://$HOST:$PORT/${PATH_}?a=$B&c"', ['HOST:double', 'PORT:double', 'PATH_:double', 'B:double']],
  ])('%s', (code, expected) => {
    expect(uses(code)).toEqual(expected);
  });

  it('covers the use with its dollar and braces', () => {
    const code = 'echo "$HOST" "${PORT}" "${A:-b}"\n';
    expect(readShell(code).uses.map(({ index, length }) => code.slice(index, index + length))).toEqual([
      '$HOST',
      '${PORT}',
      '${A',
    ]);
  });
});

describe('names that a script assigns', () => {
  it.each<[string, string[]]>([
    ['HOST=a', ['HOST']],
    ['HOST="$(hostname)" PORT=1 run', ['HOST', 'PORT']],
    ['export HOST=a PORT="b c"', ['HOST', 'PORT']],
    ['export HOST', []],
    ['local -r HOST=a; readonly PORT=b; declare -x A=1', ['HOST', 'PORT', 'A']],
    ['for HOST in a b; do echo "$HOST"; done', ['HOST']],
    ['while read -r NAME REST; do :; done < f', ['NAME', 'REST']],
    ['x | while IFS= read -r LINE; do :; done', ['IFS', 'LINE']],
    ['mapfile -t LINES < f', ['LINES']],
    ['printf -v OUT "%s" x', ['OUT']],
    [': "${HOST:=a}"', ['HOST']],
    ['(( COUNT += 1 )); (( A == 1 ))', ['COUNT']],
    ['if HOST=$(x); then Y=1; fi', ['HOST', 'Y']],
    ['LIST=(a b); LIST+=(c); LIST[0]=d', ['LIST']],
    ['sudo A=1 env B=2 run', ['A', 'B']],
    ['echo HOST=a --set X=1', []],
    ['aws s3 cp "s3://a/KEY=1" .', []],
    ['# HOST=a', []],
    ["echo 'HOST=a'", []],
    ['cat <<EOF\nHOST=a\nEOF', []],
    ['host=a', []],
    ['OUTPUT=$(aws x \\\n  --query "a")\necho "$OUTPUT"', ['OUTPUT']],
  ])('%s', (code, expected) => {
    expect(assigned(code)).toEqual(expected);
  });
});

describe('any script', () => {
  const piece = fc.constantFrom(
    '$', '{', '}', '(', ')', '$(', '$((', '))', '"', "'", "$'", '`', '\\', '\n', ' ', '#', '<<', '<<-', '<<<', 'EOF', "'EOF'", 'A', 'HOST', '=', ':-', ';', '|', '&', 'for ', 'read ', 'case x in', '\t', '服',
  ); // prettier-ignore

  it('is read to its end, with uses inside it and in order', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(piece, { maxLength: 60 }), fc.array(fc.string(), { maxLength: 5 })), (pieces) => {
        const code = pieces.join('');
        let last = -1;
        for (const { name, index, length } of readShell(code).uses) {
          expect(code.slice(index, index + length)).toContain(name);
          expect(index).toBeGreaterThanOrEqual(last);
          last = index;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['$(', '"$(', '`', '${A:-', '$((', '"', "'", '(', '<<EOF\n'])(
    'repeated without end (%s) is read quickly',
    (part) => {
      const started = performance.now();
      readShell(part.repeat(Math.floor(19_000 / part.length)));
      expect(performance.now() - started).toBeLessThan(2_000);
    },
  );
});
