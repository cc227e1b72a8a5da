namespace CycleSim.Traces.Requests;

/// <summary>A line of our CSV: <c>cycle,op,addr</c>.</summary>
internal readonly struct CsvLine(RequestLimits limits) : IRequestLine
{
    /// <summary>What the first line must say.</summary>
    internal const string Header = "cycle,op,addr";

    /// <summary>Whether a line is the first one of a trace.</summary>
    internal static bool IsHeader(ReadOnlySpan<byte> line)
    {
        var fields = new Fields(line);
        return fields.Next().SequenceEqual("cycle,op,addr"u8) && fields.Next().IsEmpty;
    }

    /// <inheritdoc />
    public bool IsPassedOver(ReadOnlySpan<byte> line) => line.IsEmpty;

    /// <inheritdoc />
    public bool TryParse(ReadOnlySpan<byte> line, out MemoryRequest request)
    {
        int digits = NumberBytes.TakeDecimal(line, out long cycle);
        ReadOnlySpan<byte> rest = line[digits..];
        if (digits == 0 || rest is not [(byte)',', var op, (byte)',', ..] || !NumberBytes.TryEither(rest[3..], out long address))
        {
            request = default;
            return false;
        }

        request = new MemoryRequest(cycle, address, op == (byte)'W');
        return cycle <= limits.LastCycle && address < limits.CapacityBytes && op is (byte)'W' or (byte)'R';
    }

    /// <inheritdoc />
    public string Problem(string line)
    {
        string[] cells = line.Split(',');
        if (cells.Length != 3)
            return $"has {cells.Length} fields; allowed are the 3 of \"{Header}\"";
        if (!NumberBytes.TryDecimal(cells[0], out long cycle) || cycle > limits.LastCycle)
            return RequestProblems.OfCycle(cells[0], limits);
        return cells[1] is "R" or "W"
            ? RequestProblems.OfAddress(cells[2], limits, "decimal or hexadecimal with 0x")
            : $"op = {cells[1]}: allowed are R and W";
    }
}
