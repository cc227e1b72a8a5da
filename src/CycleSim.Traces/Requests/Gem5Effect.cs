namespace CycleSim.Traces.Requests;

/// <summary>What a packet of gem5 does to the memory behind it.</summary>
[Flags]
internal enum Gem5Effect
{
    /// <summary>It moves no data: a response, or a request that only concerns caches.</summary>
    None = 0,

    /// <summary>It asks for data.</summary>
    Read = 1,

    /// <summary>It brings data.</summary>
    Write = 2,
}
