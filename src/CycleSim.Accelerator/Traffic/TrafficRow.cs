using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Traffic;

/// <summary>What a layer writes to one scratchpad in a step, with the bits that really toggle.</summary>
/// <param name="Layer">Name of the layer.</param>
/// <param name="Role">Which scratchpad.</param>
/// <param name="ScratchpadBytes">Bytes that the machine writes to it, loads from DRAM included.</param>
/// <param name="ToggledShare">Share of the stored bits that toggle, 0 to 1.</param>
/// <param name="FullPj">Energy when every bit pays.</param>
/// <param name="TerminatedPj">Energy when each cell's write ends by itself if it holds the bit already: the periphery, and the cells of bits that toggle.</param>
/// <param name="ComparedPj">Energy when the array compares first: a read, the periphery, and the cells of bits that toggle.</param>
/// <param name="StuckBits">Bits expected to be wrong when a failed write leaves the old bit.</param>
/// <param name="FlippedBits">Bits expected to be wrong when a failed write leaves the opposite bit.</param>
public sealed record TrafficRow(
    string Layer, TensorRole Role, double ScratchpadBytes, double ToggledShare, double FullPj, double TerminatedPj, double ComparedPj,
    double StuckBits, double FlippedBits);
