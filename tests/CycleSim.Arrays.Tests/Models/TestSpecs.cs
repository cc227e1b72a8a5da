using CycleSim.Arrays.Cells;
using CycleSim.Arrays.Models;

namespace CycleSim.Arrays.Tests.Models;

/// <summary>The calibrated cells.</summary>
internal static class TestSpecs
{
    public static CircuitSpec Sram { get; } = MemoryTechnologyLoader.Load("sram").Circuit!;

    public static CircuitSpec Mram { get; } = MemoryTechnologyLoader.Load("stt-mram").Circuit!;

    public static CircuitSpec WrittenWith(this CircuitSpec spec, double currentUa, double pulseNs, double energyPj) => spec with
    {
        WritePoint = new WritePoint("test", currentUa * 1e-6, pulseNs * 1e-9, energyPj * 1e-12, energyPj * 1e-12),
    };

    public static CircuitSpec Smooth(this CircuitSpec spec) => spec with { Mode = CircuitMode.Smooth };
}
