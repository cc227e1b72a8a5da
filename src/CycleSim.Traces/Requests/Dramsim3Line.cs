namespace CycleSim.Traces.Requests;

/// <summary>
/// A line of DRAMsim3's traces: <c>ADDRESS OPERATION CYCLE</c>. As there, an address is hexadecimal with 0x or without, and the names that
/// DRAMSim2's traces have mean the same. That tool takes every unknown name for a read; here it is a mistake.
/// </summary>
internal readonly struct Dramsim3Line(RequestLimits limits) : IRequestLine
{
    /// <inheritdoc />
    public bool IsPassedOver(ReadOnlySpan<byte> line) => Fields.HasNone(line);

    /// <inheritdoc />
    public bool TryParse(ReadOnlySpan<byte> line, out MemoryRequest request)
    {
        var fields = new Fields(line);
        bool isWhole = TryAddress(fields.Next(), out long address);
        ReadOnlySpan<byte> operation = fields.Next();
        isWhole &= NumberBytes.TryDecimal(fields.Next(), out long cycle) & fields.Next().IsEmpty;
        bool isWrite = IsWrite(operation);
        request = new MemoryRequest(cycle, address, isWrite);
        return isWhole && cycle <= limits.LastCycle && address < limits.CapacityBytes && (isWrite || IsRead(operation));
    }

    /// <inheritdoc />
    public string Problem(string line)
    {
        string[] fields = Fields.Of(line);
        if (fields.Length != 3)
            return $"has {fields.Length} fields; allowed are the 3 of DRAMsim3: ADDRESS READ|WRITE CYCLE";
        byte[] operation = System.Text.Encoding.UTF8.GetBytes(fields[1]);
        if (!IsWrite(operation) && !IsRead(operation))
            return $"op = {fields[1]}: allowed are READ and WRITE (also read, write, P_MEM_RD, P_FETCH, P_MEM_WR, BOFF)";
        return NumberBytes.TryDecimal(fields[2], out long cycle) && cycle <= limits.LastCycle
            ? RequestProblems.OfAddress(fields[0], limits, "hexadecimal")
            : RequestProblems.OfCycle(fields[2], limits);
    }

    private static bool TryAddress(ReadOnlySpan<byte> text, out long address) =>
        NumberBytes.TryHexadecimal(NumberBytes.HasPrefix(text) ? text[2..] : text, out address);

    private static bool IsWrite(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("WRITE"u8) || name.SequenceEqual("write"u8) || name.SequenceEqual("P_MEM_WR"u8) || name.SequenceEqual("BOFF"u8);

    private static bool IsRead(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("READ"u8) || name.SequenceEqual("read"u8) || name.SequenceEqual("P_MEM_RD"u8)
        || name.SequenceEqual("P_FETCH"u8);
}
