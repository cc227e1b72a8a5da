namespace CycleSim.Training.Data;

/// <summary>
/// Sequences that follow each other in a text. The class of a position is the character behind it, so a network learns to predict the next
/// one. What does not fill a sequence is left out.
/// </summary>
/// <param name="text">The text: a token for each character.</param>
/// <param name="positions">Characters of a sequence.</param>
/// <param name="seed">Seed.</param>
internal sealed class TokenSource(ImageSet text, int positions, ulong seed) : IBatchSource
{
    public int Count => CountOf(text, positions);

    public int SampleWords => positions;

    public int SampleClasses => positions;

    /// <summary>Sequences in a text: the last character of each has one behind it.</summary>
    internal static int CountOf(ImageSet text, int positions) => (text.Count - 1) / positions;

    public int[] Order(int epoch) => EpochOrder.Of(Count, seed, epoch);

    public void Fill(ReadOnlySpan<int> chosen, int epoch, Span<float> values, Span<long> classes)
    {
        for (int index = 0; index < chosen.Length; index++)
        {
            for (int position = 0; position < positions; position++)
            {
                int at = chosen[index] * positions + position;
                values[index * positions + position] = text.Labels[at];
                classes[index * positions + position] = text.Labels[at + 1];
            }
        }
    }
}
