namespace CycleSim.Device.Retention;

/// <summary>How often a memory fails that is scrubbed at intervals.</summary>
/// <param name="BitPerInterval">Probability that a bit is lost within an interval.</param>
/// <param name="WordPerInterval">Probability that a word cannot be corrected after an interval.</param>
/// <param name="Word">Probability that a word cannot be corrected at some scrub of the lifetime.</param>
/// <param name="Memory">The same for any word of the memory.</param>
/// <param name="WordRatePerS">Uncorrectable intervals of a word per s.</param>
/// <param name="WordWithoutScrub">Probability that a word cannot be corrected after the lifetime without scrubs.</param>
/// <param name="BitsReadPerDataBit">Bits that all scrubs read for each data bit.</param>
public sealed record ScrubbedFailure(
    double BitPerInterval, double WordPerInterval, double Word, double Memory, double WordRatePerS, double WordWithoutScrub,
    double BitsReadPerDataBit);
