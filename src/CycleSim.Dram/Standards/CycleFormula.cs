namespace CycleSim.Dram.Standards;

/// <summary>
/// A number of clock cycles as the files of standards write it: a sum of parameters and whole numbers, where a term may be the larger of
/// several sums, e.g. "rl + burst - wl + trtrs" or "max(burst, tccd_l)". Products and quotients, rounded down, and parentheses may stand.
/// </summary>
public sealed class CycleFormula
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private int _at;
    private int _depth;

    private CycleFormula(string text) => _text = text;

    /// <summary>Evaluates a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="valueOf">Values of the parameters.</param>
    /// <exception cref="FormatException">It is not written as described, or names a parameter that has no value.</exception>
    public static int Evaluate(string text, IReadOnlyDictionary<string, int> valueOf)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(valueOf);
        var formula = new CycleFormula(text);
        int value = formula.Sum(valueOf);
        return formula.Peek() == '\0' ? value : throw formula.Wrong("expected + or -");
    }

    private int Sum(IReadOnlyDictionary<string, int> valueOf)
    {
        if (++_depth > MaxDepth)
            throw Wrong($"more than {MaxDepth} parentheses inside each other");
        int sum = TryTake('-') ? -Term(valueOf) : Term(valueOf);
        while (true)
        {
            if (TryTake('+'))
                sum = checked(sum + Term(valueOf));
            else if (TryTake('-'))
                sum = checked(sum - Term(valueOf));
            else
                break;
        }

        _depth--;
        return sum;
    }

    private int Term(IReadOnlyDictionary<string, int> valueOf)
    {
        int value = Operand(valueOf);
        while (true)
        {
            if (TryTake('/'))
                value /= Math.Max(1, Operand(valueOf));
            else if (TryTake('*'))
                value = checked(value * Operand(valueOf));
            else
                return value;
        }
    }

    private int Operand(IReadOnlyDictionary<string, int> valueOf)
    {
        if (TryTake('('))
            return Closed(Sum(valueOf));
        int start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
        string word = _text[start.._at];
        if (word == "max")
            return Max(valueOf);
        if (word.Length > 0 && word.All(char.IsAsciiDigit) && int.TryParse(word, out int number))
            return number;
        return valueOf.TryGetValue(word, out int value)
            ? value
            : throw Wrong(word.Length == 0 ? "expected a parameter or a whole number" : $"there is no parameter \"{word}\"");
    }

    private int Max(IReadOnlyDictionary<string, int> valueOf)
    {
        if (!TryTake('('))
            throw Wrong("expected ( after max");
        int max = Sum(valueOf);
        while (TryTake(','))
            max = Math.Max(max, Sum(valueOf));
        return Closed(max);
    }

    private int Closed(int value) => TryTake(')') ? value : throw Wrong("expected )");

    private bool TryTake(char character)
    {
        if (Peek() != character)
            return false;
        _at++;
        return true;
    }

    private char Peek()
    {
        while (_at < _text.Length && _text[_at] == ' ')
            _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private FormatException Wrong(string problem) => new($"{problem} at character {_at + 1}");
}
