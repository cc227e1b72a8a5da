namespace CycleSim.Studies.Plans;

/// <summary>Bytes that a scratchpad moved.</summary>
/// <param name="Read">Bytes read.</param>
/// <param name="Written">Bytes written.</param>
public readonly record struct ScratchpadBytes(long Read, long Written);
