using System.Text;

namespace CycleSim.Traces.Requests;

/// <summary>
/// A line of DRAMSys's traces (.stl, .rstl): <c>CYCLE: [(BYTES)] read|write ADDRESS [DATA]</c>, where addresses are hexadecimal with 0x or
/// without, and # starts a comment line. The data is passed over. Relative times (.rstl) count from the request before.
/// </summary>
internal struct DramsysLine(RequestLimits limits, bool hasRelativeTimes) : IRequestLine
{
    private long _cycle;

    /// <inheritdoc />
    public readonly bool IsPassedOver(ReadOnlySpan<byte> line) => new Fields(line).Next() is [] or [(byte)'#', ..];

    /// <inheritdoc />
    public bool TryParse(ReadOnlySpan<byte> line, out MemoryRequest request)
    {
        var fields = new Fields(line);
        bool isWhole = TryCycle(fields.Next(), out long cycle);
        ReadOnlySpan<byte> operation = fields.Next();
        int bytes = 0;
        if (operation is [(byte)'(', ..])
        {
            isWhole &= TryBytes(operation, out bytes);
            operation = fields.Next();
        }

        isWhole &= TryAddress(fields.Next(), out long address) & IsData(fields.Next()) & fields.Next().IsEmpty;
        bool isWrite = operation.SequenceEqual("write"u8);
        request = new MemoryRequest(cycle, address, isWrite, bytes);
        if (!isWhole || address > limits.CapacityBytes - Math.Max(bytes, 1) || !(isWrite || operation.SequenceEqual("read"u8)))
            return false;
        _cycle = cycle;
        return true;
    }

    /// <inheritdoc />
    public readonly string Problem(string line)
    {
        List<string> fields = [.. Fields.Of(line)];
        if (!TryCycle(Encoding.UTF8.GetBytes(fields[0]), out _))
            return Cycle(fields[0]);
        bool hasBytes = fields.Count > 1 && fields[1][0] == '(';
        if (hasBytes)
        {
            if (!TryBytes(Encoding.UTF8.GetBytes(fields[1]), out _))
                return RequestProblems.OfBytes(fields[1]);
            fields.RemoveAt(1);
        }

        if (fields.Count is < 3 or > 4)
        {
            return $"has {fields.Count + (hasBytes ? 1 : 0)} fields; " +
                "allowed are those of DRAMSys: CYCLE: [(BYTES)] read|write ADDRESS [DATA]";
        }

        if (fields[1] is not ("read" or "write"))
            return $"op = {fields[1]}: allowed are read and write";
        return fields.Count == 3 || IsData(Encoding.UTF8.GetBytes(fields[3]))
            ? RequestProblems.OfAddress(fields[2], limits, hasBytes ? "hexadecimal, with all its bytes" : "hexadecimal")
            : $"data = {fields[3]}: must be hexadecimal with 0x";
    }

    private readonly string Cycle(string text) => hasRelativeTimes
        ? $"{RequestProblems.OfCycle(text.TrimEnd(':'), limits)}; times of this trace count from the request before, at {_cycle}"
        : RequestProblems.OfCycle(text.TrimEnd(':'), limits);

    private readonly bool TryCycle(ReadOnlySpan<byte> text, out long cycle)
    {
        bool isNumber = NumberBytes.TryDecimal(text is [.., (byte)':'] ? text[..^1] : text, out cycle);
        long passed = hasRelativeTimes ? _cycle : 0;
        if (!isNumber || cycle > limits.LastCycle - passed)
            return false;
        cycle += passed;
        return true;
    }

    private static bool TryBytes(ReadOnlySpan<byte> text, out int bytes)
    {
        bool isNumber = NumberBytes.TryDecimal(text is [(byte)'(', .., (byte)')'] ? text[1..^1] : default, out long number);
        bytes = (int)Math.Min(number, RequestProblems.MaxBytes);
        return isNumber && number is > 0 and <= RequestProblems.MaxBytes;
    }

    private static bool TryAddress(ReadOnlySpan<byte> text, out long address) =>
        NumberBytes.TryHexadecimal(NumberBytes.HasPrefix(text) ? text[2..] : text, out address);

    private static bool IsData(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (NumberBytes.HasPrefix(text) && NumberBytes.IsHexadecimal(text[2..]));
}
