using System.Collections.Immutable;

namespace CycleSim.Studies.Accounting;

/// <summary>Pixels of a convolution's input that the same taps reach.</summary>
/// <param name="Taps">First word of each tap in a kernel; none if nothing reaches the pixels.</param>
/// <param name="Pixels">The pixels.</param>
/// <param name="Errors">For each pixel the words of the output's error that reach it.</param>
internal sealed record WindowPhase(
    ImmutableArray<long> Taps, ImmutableArray<long> Pixels, ImmutableArray<ImmutableArray<WordPiece>> Errors);
