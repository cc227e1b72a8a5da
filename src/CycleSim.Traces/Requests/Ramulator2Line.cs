namespace CycleSim.Traces.Requests;

/// <summary>
/// A line of Ramulator 2's memory traces: <c>LD ADDRESS</c> or <c>ST ADDRESS</c> (load/store), <c>R VECTOR</c> or <c>W VECTOR</c>
/// (read/write). A vector has numbers with commas between, from channel to column; a single number is an address. There are no times.
/// </summary>
internal readonly struct Ramulator2Line(RequestLimits limits, IAddressVectors? vectors) : IRequestLine
{
    private const int MaxLevels = 16;

    /// <inheritdoc />
    public bool IsPassedOver(ReadOnlySpan<byte> line) => Fields.HasNone(line);

    /// <inheritdoc />
    public bool TryParse(ReadOnlySpan<byte> line, out MemoryRequest request)
    {
        var fields = new Fields(line);
        ReadOnlySpan<byte> operation = fields.Next();
        bool isStore = operation.SequenceEqual("ST"u8);
        bool isWrite = operation.SequenceEqual("W"u8);
        bool mayBeVector = isWrite || operation.SequenceEqual("R"u8);
        bool isKnown = isStore || mayBeVector || operation.SequenceEqual("LD"u8);
        ReadOnlySpan<byte> location = fields.Next();
        bool isWhole = NumberBytes.TryEither(location, out long address) || (mayBeVector && TryVector(location, out address));
        request = new MemoryRequest(0, address, isStore || isWrite);
        return isKnown && isWhole && address < limits.CapacityBytes && fields.Next().IsEmpty;
    }

    /// <inheritdoc />
    public string Problem(string line)
    {
        string[] fields = Fields.Of(line);
        if (fields.Length != 2)
            return $"has {fields.Length} fields; allowed are the 2 of Ramulator 2: LD|ST ADDRESS, or R|W with an address or a vector";
        if (fields[0] is not ("LD" or "ST" or "R" or "W"))
            return $"op = {fields[0]}: allowed are LD and ST with an address, R and W with an address or an address vector";
        return fields[0] is "R" or "W" && fields[1].Contains(',', StringComparison.Ordinal)
            ? VectorProblem(fields[1].Split(','))
            : RequestProblems.OfAddress(fields[1], limits, "decimal or hexadecimal with 0x");
    }

    private bool TryVector(ReadOnlySpan<byte> text, out long address)
    {
        address = 0;
        if (vectors is null)
            return false;
        IReadOnlyList<AddressLevel> levels = vectors.Levels;
        Span<long> values = stackalloc long[MaxLevels];
        values = values[..levels.Count];
        for (int level = 0; level < levels.Count; level++)
        {
            int digits = NumberBytes.TakeDecimal(text, out values[level]);
            if (digits == 0 || values[level] >= levels[level].Count)
                return false;
            text = text[digits..];
            if (level == levels.Count - 1)
                break;
            if (text is not [(byte)',', ..])
                return false;
            text = text[1..];
        }

        address = vectors.AddressOf(values);
        return text.IsEmpty;
    }

    private string VectorProblem(string[] values)
    {
        if (vectors is null)
        {
            return $"has an address vector of {values.Length} levels, and nothing says what they are here; " +
                "allowed are addresses, decimal or hexadecimal with 0x";
        }

        IReadOnlyList<AddressLevel> levels = vectors.Levels;
        if (values.Length != levels.Count)
        {
            return $"has an address vector of {values.Length} levels; this memory has {levels.Count}: " +
                string.Join(',', levels.Select(level => level.Name));
        }

        int wrong = Enumerable.Range(0, values.Length)
            .FirstOrDefault(i => !NumberBytes.TryDecimal(values[i], out long value) || value >= levels[i].Count, -1);
        return wrong < 0
            ? RequestProblems.OfAddress(string.Join(',', values), limits, "as a vector")
            : $"{levels[wrong].Name} = {values[wrong]}: must be a whole number from 0 to {levels[wrong].Count - 1}";
    }
}
