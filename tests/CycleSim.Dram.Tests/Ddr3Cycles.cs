using CycleSim.Dram.Parts;

namespace CycleSim.Dram.Tests;

/// <summary>The timings of a DDR3 part that the checker compares for every pair of commands, looked up by name once.</summary>
internal sealed class Ddr3Cycles(DramTiming timing)
{
    internal int Al { get; } = timing["al"];

    internal int Cwl { get; } = timing["cwl"];

    internal int Burst { get; } = timing["burst"];

    internal int Trfc { get; } = timing["trfc"];

    internal int Tras { get; } = timing["tras"];

    internal int Trp { get; } = timing["trp"];

    internal int Tfaw { get; } = timing["tfaw"];

    internal int Twr { get; } = timing["twr"];

    internal int Twtr { get; } = timing["twtr"];

    internal int Cl { get; } = timing["cl"];

    internal int Trtrs { get; } = timing["trtrs"];

    internal int Tccd { get; } = timing["tccd"];

    internal int Trcd { get; } = timing["trcd"];

    internal int Trrd { get; } = timing["trrd"];

    internal int Trtp { get; } = timing["trtp"];
}
