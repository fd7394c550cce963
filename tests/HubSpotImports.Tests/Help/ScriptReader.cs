namespace HubSpotImports.Tests.Help;

/// <summary>
/// Finds the commands of a script: the small part of PowerShell's language that examples use. What it does not know, splatting among it, is an
/// error, so that no example goes unread.
/// </summary>
internal sealed class ScriptReader
{
    private static readonly string[] Keywords = ["if", "else", "elseif", "foreach", "try", "catch", "finally"];

    private readonly string _text;
    private readonly List<TypedCommand> _commands = [];
    private int _at;

    private ScriptReader(string text) => _text = text.Replace("\r", "", StringComparison.Ordinal).Replace("`\n", "  ", StringComparison.Ordinal);

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private char Next => _at + 1 < _text.Length ? _text[_at + 1] : '\0';

    /// <summary>The commands of a script, inner ones first.</summary>
    /// <param name="script">The script.</param>
    /// <exception cref="FormatException">Something that examples do without.</exception>
    public static IReadOnlyList<TypedCommand> Read(string script)
    {
        var reader = new ScriptReader(script);
        reader.Statements('\0');
        return reader._commands;
    }

    private void Statements(char end)
    {
        while (true)
        {
            Skip(lines: true);
            if (Now == end)
            {
                _at++;
                return;
            }

            if (Now is ';' or ',') _at++;
            else if (IsEnd) throw Unknown($"no '{end}'");
            else Pipeline();
        }
    }

    private void Pipeline()
    {
        for (var isPiped = false; ; isPiped = true)
        {
            Element(isPiped);
            Skip(lines: false);
            if (Now != '|') return;
            _at++;
            Skip(lines: true);
        }
    }

    private void Element(bool isPiped)
    {
        if (!char.IsLetter(Now))
        {
            Expression();
            return;
        }

        var name = Word();
        if (Keywords.Contains(name)) Keyword();
        else Command(name, isPiped);
    }

    // What stands behind a keyword up to the end of its block.
    private void Keyword()
    {
        for (Skip(lines: true); Now != '{'; Skip(lines: true)) Value();
        Value();
    }

    private void Command(string name, bool isPiped)
    {
        var arguments = new List<TypedArgument>();
        for (Skip(lines: false); !IsEnd; Skip(lines: false))
        {
            if (Now == '-' && char.IsLetter(Next))
            {
                _at++;
                var parameter = Name();
                var isBound = Now == ':';
                if (isBound) _at++;
                if (isBound) Value();
                arguments.Add(new TypedArgument(parameter, [], isBound));
            }
            else arguments.Add(new TypedArgument(null, Values(), false));
        }

        _commands.Add(new TypedCommand(name, isPiped, arguments));
    }

    // Values with commas between them are one.
    private List<string> Values()
    {
        var words = new List<string>();
        while (true)
        {
            if (Value() is { } word) words.Add(word);
            Skip(lines: false);
            if (Now != ',') return words;
            _at++;
            Skip(lines: true);
        }
    }

    // A value, an assignment to it, or values with operators between them.
    private void Expression()
    {
        for (; !IsEnd; Skip(lines: false))
        {
            if (Now == '=')
            {
                _at++;
                Skip(lines: true);
                Pipeline();
                return;
            }

            if (Now is '-' or '+' or ',') _at++;
            else Value();
        }
    }

    // The plain word that a value is, or nothing where it is more than that.
    private string? Value()
    {
        string? word = null;
        switch (Now)
        {
            case '\'' or '"':
                var quote = Now;
                var end = _text.IndexOf(quote, _at + 1);
                if (end < 0) throw Unknown("a text without an end");
                word = _text[(_at + 1)..end];
                _at = end + 1;
                break;
            case '(':
                Group(1, ')');
                break;
            case '{':
                Group(1, '}');
                break;
            case '[':
                While(c => c is not (']' or '\0'));
                _at++;
                break;
            case '@' or '$' when Next == '(':
                Group(2, ')');
                break;
            case '@' when Next == '{':
                Pairs();
                break;
            case '$':
                _at++;
                Name();
                if (Now == ':') While(c => c == ':' || char.IsLetterOrDigit(c)); // $env:, $using:
                break;
            default:
                word = Word();
                break;
        }

        while (Now == '.' && char.IsLetter(Next))
        {
            word = null;
            _at++;
            Name();
            if (Now == '(') Group(1, ')');
        }

        return word;
    }

    private void Group(int opening, char end)
    {
        _at += opening;
        Statements(end);
    }

    private void Pairs()
    {
        _at += 2;
        for (Skip(lines: true); Now != '}'; Skip(lines: true))
        {
            if (Now == ';')
            {
                _at++;
                continue;
            }

            Value();
            Skip(lines: false);
            if (Now != '=') throw Unknown("a key without a value");
            _at++;
            Skip(lines: true);
            Pipeline();
        }

        _at++;
    }

    // The name of a parameter, a member or a variable.
    private string Name() => While(c => char.IsLetterOrDigit(c) || c == '_');

    // A name, a path, an address or a number.
    private string Word() => While(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '*' or '/' or '\\' or '.' or ':');

    private string While(Func<char, bool> isPart)
    {
        var start = _at;
        while (isPart(Now)) _at++;
        return _at > start ? _text[start.._at] : throw Unknown("a sign that examples do without");
    }

    private bool IsEnd => Now is '\0' or '\n' or ';' or '|' or ')' or '}';

    private void Skip(bool lines)
    {
        while (true)
        {
            if (Now is ' ' || (lines && Now is '\n')) _at++;
            else if (Now == '#')
            {
                while (Now is not ('\n' or '\0')) _at++;
            }
            else return;
        }
    }

    private FormatException Unknown(string what) => new($"{what}, at '{_text[Math.Min(_at, _text.Length)..Math.Min(_at + 30, _text.Length)]}' in:\n{_text}");
}
