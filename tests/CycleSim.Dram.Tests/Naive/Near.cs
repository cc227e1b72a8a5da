namespace CycleSim.Dram.Tests.Naive;

/// <summary>Where the bank of a later command is, seen from that of an earlier one.</summary>
internal enum Near
{
    /// <summary>The same bank.</summary>
    Bank,

    /// <summary>Another bank of the same bank group.</summary>
    Group,

    /// <summary>Another bank group of the same rank.</summary>
    Rank,

    /// <summary>Another rank.</summary>
    Channel,
}
