namespace CycleSim.Training.Data;

/// <summary>Puts batches together. What a batch holds depends on (seed, epoch, samples) alone.</summary>
internal interface IBatchSource
{
    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>Words of a sample as the network takes it.</summary>
    public int SampleWords { get; }

    /// <summary>Classes of a sample: one of an image, one for each position of a sequence.</summary>
    public int SampleClasses { get; }

    /// <summary>The order of an epoch: a random permutation.</summary>
    public int[] Order(int epoch);

    /// <summary>Writes samples and their classes.</summary>
    /// <param name="chosen">Which samples.</param>
    /// <param name="epoch">The epoch, which decides the augmentation.</param>
    /// <param name="values">Takes the samples.</param>
    /// <param name="classes">Takes their classes.</param>
    public void Fill(ReadOnlySpan<int> chosen, int epoch, Span<float> values, Span<long> classes);
}
