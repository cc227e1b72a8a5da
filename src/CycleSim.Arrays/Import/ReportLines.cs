using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Arrays.Import;

/// <summary>The lines of a report of the form "name = value unit" or "name: value", found by name; errors name file and line.</summary>
internal sealed class ReportLines
{
    private readonly string _source;
    private readonly string[] _lines;

    public ReportLines(string text, string source)
    {
        _source = source;
        _lines = text.ReplaceLineEndings("\n").Split('\n');
        Count = _lines.Length > 0 && _lines[^1].Length == 0 ? _lines.Length - 1 : _lines.Length;
    }

    /// <summary>Number of lines.</summary>
    public int Count { get; }

    /// <summary>A line by its index, from 0.</summary>
    public string this[int index] => _lines[index];

    /// <summary>Index of the first line that starts with a name (leading blanks and dashes do not count), or -1.</summary>
    public int Find(string name, int from = 0)
    {
        for (int i = from; i < Count; i++)
            if (_lines[i].TrimStart(' ', '-', '|', '\t').StartsWith(name, StringComparison.Ordinal))
                return i;
        return -1;
    }

    /// <summary>As <see cref="Find"/>, for a line that must be there.</summary>
    public int Require(string name, int from = 0)
    {
        int index = Find(name, from);
        string location = from > 0 ? $" after line {from + 1}" : "";
        return index >= 0
            ? index
            : throw new InputException($"{_source}({Count}): the report ends without a line \"{name}\"{location}");
    }

    /// <summary>What stands after the last occurrence of a separator in a line.</summary>
    public string After(int index, char separator)
    {
        int at = _lines[index].LastIndexOf(separator);
        return at >= 0 ? _lines[index][(at + 1)..].Trim() : throw Error(index, $"expected \"{separator}\" and a value");
    }

    /// <summary>A positive number and one of some units.</summary>
    /// <param name="index">The line.</param>
    /// <param name="text">Number and unit.</param>
    /// <param name="units">Allowed units and what they are worth.</param>
    public double Quantity(int index, string text, params (string Unit, double Worth)[] units)
    {
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || "+-.eE".Contains(text[end], StringComparison.Ordinal)))
            end++;
        string rest = text[end..].Trim();
        if (!NumberText.TryDouble(text.AsSpan(0, end), out double number))
            throw Error(index, $"\"{text}\" is no number");
        if (!(number > 0))
            throw Error(index, $"{text} is out of range; allowed: above 0");
        foreach ((string unit, double worth) in units)
            if (rest == unit)
                return number * worth;
        throw Error(index, $"unit \"{rest}\" is unknown; allowed: {string.Join(", ", units.Select(unit => $"\"{unit.Unit}\""))}");
    }

    /// <summary>An error at a line.</summary>
    public InputException Error(int index, string problem) => new($"{_source}({index + 1}): {_lines[index].Trim()}: {problem}");
}
