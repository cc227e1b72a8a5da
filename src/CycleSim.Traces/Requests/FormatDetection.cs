using CycleSim.Platform;

namespace CycleSim.Traces.Requests;

/// <summary>Which format a trace has, by its first bytes and its first line that says something.</summary>
internal static class FormatDetection
{
    private const int SearchedBytes = 1 << 16;

    private static ReadOnlySpan<byte> Gem5Magic => "gem5"u8;

    /// <summary>The format of a trace from which nothing was used yet; nothing is used by looking.</summary>
    /// <exception cref="InputException">It is none that is known.</exception>
    internal static RequestFormat Of(InputBuffer input)
    {
        if (IsGem5(input))
            return RequestFormat.Gem5;
        ReadOnlySpan<byte> line = FirstLine(input, out int number);
        return OfLine(line) ?? throw new InputException(number == 0
            ? $"{input.Name}(1): holds no request, so there is nothing to replay"
            : $"{input.Name}({number}): \"{LineReader.Shown(line)}\": no request trace that is known starts like that. The first line " +
              $"must be \"{CsvLine.Header}\", or a request of another format, or gem5's packets; {RequestFormats.Names} say which it is");
    }

    /// <summary>Whether a file starts like a gem5 trace.</summary>
    internal static bool IsGem5(InputBuffer input) => input.Fetch(Gem5Magic.Length) && input.Unread.StartsWith(Gem5Magic);

    private static RequestFormat? OfLine(ReadOnlySpan<byte> line)
    {
        var fields = new Fields(line);
        ReadOnlySpan<byte> first = fields.Next();
        ReadOnlySpan<byte> second = fields.Next();
        ReadOnlySpan<byte> third = fields.Next();
        if (CsvLine.IsHeader(line))
            return RequestFormat.Csv;
        if (third.IsEmpty)
            return IsRamulator2(first) && !second.IsEmpty ? RequestFormat.Ramulator2 : null;
        bool isDecimal = NumberBytes.TryDecimal(first is [.., (byte)':'] ? first[..^1] : first, out _);
        if (isDecimal && (first[^1] == (byte)':' || second[0] == (byte)'(' || NumberBytes.HasPrefix(third)))
            return RequestFormat.Dramsys;
        bool isHexadecimal = NumberBytes.IsHexadecimal(NumberBytes.HasPrefix(first) ? first[2..] : first);
        return isHexadecimal && fields.Next().IsEmpty ? RequestFormat.Dramsim3 : null;
    }

    private static bool IsRamulator2(ReadOnlySpan<byte> operation) =>
        operation.SequenceEqual("LD"u8) || operation.SequenceEqual("ST"u8) || operation.SequenceEqual("R"u8)
        || operation.SequenceEqual("W"u8);

    /// <summary>The first line that is neither empty nor a comment, and its number from 1; 0 if there is none.</summary>
    private static ReadOnlySpan<byte> FirstLine(InputBuffer input, out int number)
    {
        input.Fetch(SearchedBytes);
        ReadOnlySpan<byte> rest = input.Unread;
        number = 0;
        int passed = 0;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            passed++;
            if (new Fields(line).Next() is not ([] or [(byte)'#', ..]))
            {
                number = passed;
                return line;
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return default;
    }
}
