namespace CycleSim.Traces.Requests;

/// <summary>What a line of a text format means. Implemented by structs, so that the loop over lines is compiled for each format.</summary>
internal interface IRequestLine
{
    /// <summary>Whether lines that say nothing (empty ones, comments) look like this one.</summary>
    public bool IsPassedOver(ReadOnlySpan<byte> line);

    /// <summary>Reads a request; allocates nothing.</summary>
    /// <returns>Whether the line is a request that the memory can take.</returns>
    public bool TryParse(ReadOnlySpan<byte> line, out MemoryRequest request);

    /// <summary>What is wrong with a line that is no request, and what is allowed.</summary>
    public string Problem(string line);
}
