namespace CycleSim.Arrays.Circuit;

/// <summary>What a gate does.</summary>
internal enum GateKind
{
    Inverter,
    Nand,
}
