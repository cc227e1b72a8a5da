namespace CycleSim.Studies.Codesign;

/// <summary>How the bits that must be right are stored; the write current follows from the failure rate that is allowed.</summary>
/// <param name="BarrierKt">Energy barrier at 300 K, in kB T, reached by scaling the junction's area.</param>
/// <param name="PulseNs">Width of each write pulse in ns.</param>
/// <param name="Code">The error correcting code.</param>
/// <param name="Attempts">Attempts at a write, 1 or more; with more than one each is verified by a read.</param>
public sealed record CellDesign(double BarrierKt, double PulseNs, CodeChoice Code, int Attempts);
