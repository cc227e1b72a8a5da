using CycleSim.Accelerator.Steps;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Studies.Identity;

namespace CycleSim.Studies.Plans;

/// <summary>One training step of a study: everything that decides its result.</summary>
public sealed class StudyPoint
{
    /// <summary>A point of a capacity.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batch">Batch size.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="memory">Technology of the scratchpads.</param>
    /// <param name="capacityBytes">Total on-chip capacity.</param>
    /// <param name="areaMm2">The area that the capacity was chosen for; null if it was not.</param>
    /// <exception cref="InputException">The memory has no metrics for the capacity.</exception>
    public StudyPoint(
        StudyNetwork network, int batch, MachineVariant machine, MemoryVariant memory, long capacityBytes, double? areaMm2 = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(memory);
        Network = network;
        Batch = batch;
        Machine = machine;
        Memory = memory;
        CapacityBytes = capacityBytes;
        AreaMm2 = areaMm2;
        TrainingStepSimulator simulator = Simulator();
        Metrics = simulator.Metrics;
        MemoryArrayCount = simulator.MemoryArrayCount;
        Id = ContentId.Of(PointText.Of(this));
    }

    /// <summary>The network.</summary>
    public StudyNetwork Network { get; }

    /// <summary>Batch size.</summary>
    public int Batch { get; }

    /// <summary>The machine.</summary>
    public MachineVariant Machine { get; }

    /// <summary>Technology of the scratchpads.</summary>
    public MemoryVariant Memory { get; }

    /// <summary>Total on-chip capacity in bytes.</summary>
    public long CapacityBytes { get; }

    /// <summary>The area in mm² that the capacity was chosen for; null if it was not.</summary>
    public double? AreaMm2 { get; }

    /// <summary>What one array of the memory costs.</summary>
    public MemoryMetrics Metrics { get; }

    /// <summary>Arrays that make up the on-chip memory.</summary>
    public int MemoryArrayCount { get; }

    /// <summary>Hash of everything that decides the result: the same for the same content, whatever study it belongs to.</summary>
    public string Id { get; }

    /// <summary>Name of the result file.</summary>
    public string FileName =>
        OutputFile.SafeName($"{Network.Name}-b{Batch}-{Memory.Technology.Name}-{ByteSize.Format(CapacityBytes)}-{Id}.json");

    /// <summary>What runs, for messages.</summary>
    public string Title => $"{Network.Name}, batch {Batch}, {Memory.Label}, {ByteSize.Format(CapacityBytes)}, {Machine.Label}";

    /// <summary>The largest capacity whose arrays fit an area.</summary>
    /// <param name="machine">Says how many arrays there are.</param>
    /// <param name="memory">The memory.</param>
    /// <param name="areaMm2">Area of all on-chip memory in mm².</param>
    /// <returns>Total capacity in bytes.</returns>
    /// <exception cref="InputException">No array fits, or the largest one is smaller than the area.</exception>
    public static long CapacityOnArea(MachineVariant machine, MemoryVariant memory, double areaMm2)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(memory);
        int arrays = machine.Spec.MemoryArrayCount;
        return arrays * IsoArea.LargestCapacity(memory.Technology.Model, areaMm2 / arrays);
    }

    /// <summary>A simulator of the point.</summary>
    public TrainingStepSimulator Simulator() => new(Network.Program(Batch), Machine.Spec, Memory.Technology, CapacityBytes);
}
