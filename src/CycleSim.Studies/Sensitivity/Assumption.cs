using CycleSim.Studies.Plans;

namespace CycleSim.Studies.Sensitivity;

/// <summary>Another reading of something that the paper leaves open.</summary>
/// <param name="Name">What is open.</param>
/// <param name="Default">The reading that everything else uses.</param>
/// <param name="Other">The other reading.</param>
/// <param name="Batch">Batch size.</param>
/// <param name="Machine">The machine under that reading.</param>
/// <param name="Baseline">The SRAM under that reading.</param>
/// <param name="Memory">The STT-MRAM under that reading.</param>
internal sealed record Assumption(
    string Name, string Default, string Other, int Batch, MachineVariant Machine, MemoryVariant Baseline, MemoryVariant Memory);
