namespace CycleSim.Traces.Requests;

/// <summary>The fields of a line that blanks or tabs separate.</summary>
internal ref struct Fields(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    /// <summary>The next field; empty when there is none.</summary>
    internal ReadOnlySpan<byte> Next()
    {
        int start = 0;
        while (start < _rest.Length && IsBlank(_rest[start]))
            start++;
        int end = start;
        while (end < _rest.Length && !IsBlank(_rest[end]))
            end++;
        ReadOnlySpan<byte> field = _rest[start..end];
        _rest = _rest[end..];
        return field;
    }

    /// <summary>The fields of a line as text, for messages.</summary>
    internal static string[] Of(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a line has no field.</summary>
    internal static bool HasNone(ReadOnlySpan<byte> line) => new Fields(line).Next().IsEmpty;

    private static bool IsBlank(byte letter) => letter is (byte)' ' or (byte)'\t';
}
