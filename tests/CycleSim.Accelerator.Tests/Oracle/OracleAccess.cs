using CycleSim.Accelerator.Components;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Oracle;

/// <summary>An access of a scratchpad bank on its way: requested, served by its bank, ended.</summary>
internal sealed class OracleAccess(PortLine line, AccessKind kind, int port, long requested, int cycles)
{
    /// <summary>Port of what the DMA engine accesses.</summary>
    internal const int Dma = -1;

    internal PortLine Line { get; } = line;

    internal bool IsOfLane => port != Dma;

    internal AccessKind Kind { get; } = kind;

    /// <summary>Cycle in which the bank starts to serve it; null while it waits.</summary>
    internal long? Started { get; set; }

    /// <summary>First cycle in which its data are there, or its write is over; null before.</summary>
    internal long? Ended { get; set; }

    /// <summary>Cycles to its end, once it has started.</summary>
    internal int CyclesLeft { get; set; } = cycles;

    /// <summary>Step of the phase that used the line, or handed it over.</summary>
    internal long Step { get; set; } = -1;

    internal int Waited => (int)(Started!.Value - requested);

    /// <summary>As observers of the simulator see it.</summary>
    internal ScratchpadAccess Report(int lineBytes)
    {
        TensorSpec tensor = Line.Layout.Tensor;
        return new ScratchpadAccess(
            tensor.Role, Kind, Started!.Value, Line.Layout.BankOf(Line.Line, Line.Slice), tensor.Id,
            (long)Line.Slice * Line.Layout.LinesPerSlice + Line.Line, Kind == AccessKind.Read ? lineBytes : Line.Bytes, Waited, port, Step);
    }
}
