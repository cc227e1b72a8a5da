using CycleSim.Accelerator.Components;
using CycleSim.Accelerator.Dataflow;
using CycleSim.Accelerator.FastForward;

namespace CycleSim.Accelerator.Steps;

/// <summary>Folds of a GEMM that follow each other without a gap.</summary>
/// <param name="ports">The GEMM's ports, which all its phases use.</param>
/// <param name="folds">The folds, the first at step 0.</param>
internal sealed class GemmPhase(GemmPorts ports, IReadOnlyList<Fold> folds) : ArrayPhase, IDividedPhase
{
    internal override IReadOnlyList<Fold> Folds => folds;

    public IEnumerable<SegmentBoundary> Boundaries => ports.SegmentBoundaries(folds);

    internal override void Prepare() => ports.Restart(folds);
}
