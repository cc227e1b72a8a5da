namespace CycleSim.Accelerator.Dataflow;

/// <summary>A position in a bundle of a stream.</summary>
/// <param name="Within">Index within the pair.</param>
/// <param name="Pairs">Pairs to the end of the bundle.</param>
/// <param name="Distance">From the first line of a pair to the second; 0 when there is no second.</param>
/// <param name="FirstBytes">Bytes that the first line of the last pair holds; lines of earlier pairs are full.</param>
/// <param name="SecondBytes">Those of the second; 0 when there is none.</param>
internal readonly record struct BundleShape(long Within, int Pairs, int Distance, int FirstBytes, int SecondBytes);
