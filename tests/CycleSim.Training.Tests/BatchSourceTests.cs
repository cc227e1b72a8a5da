using CycleSim.Training.Data;

namespace CycleSim.Training.Tests;

public sealed class BatchSourceTests
{
    private static readonly DatasetSpec Cifar = DatasetSpec.Find("cifar-10");

    [Fact]
    public void An_order_is_a_permutation_that_differs_between_epochs_and_seeds()
    {
        BatchSource source = Source(1, augments: false);
        int[] order = source.Order(0);
        Assert.Equal(Enumerable.Range(0, source.Count), order.Order());
        Assert.Equal(order, source.Order(0));
        Assert.NotEqual(order, source.Order(1));
        Assert.NotEqual(order, Source(2, augments: false).Order(0));
    }

    [Fact]
    public void Pixels_are_normalised_by_channel()
    {
        ImageSet images = TinyData.Images(3, 32, 10, 4, "normal");
        (float[] values, long[] classes) = Fill(new BatchSource(Cifar, images, 32, 1, augments: false), [2], 0);
        Assert.Equal(images.Labels[2], classes[0]);
        for (int at = 0; at < values.Length; at++)
        {
            int channel = at / 1024;
            Assert.Equal((images.Image(2)[at] / 255f - Cifar.Mean[channel]) / Cifar.Deviation[channel], values[at]);
        }
    }

    [Fact]
    public void Augmentation_depends_on_epoch_and_image_alone_and_shifts_or_mirrors()
    {
        BatchSource source = Source(1, augments: true);
        float[] alone = Fill(source, [3], 5).Values;
        float[] second = Fill(source, [1, 3], 5).Values[^alone.Length..];
        Assert.Equal(alone, second);
        Assert.NotEqual(alone, Fill(source, [3], 6).Values);
    }

    [Fact]
    public void Every_shift_and_mirroring_occurs()
    {
        // One bright pixel in the middle shows where it went.
        byte[] pixels = new byte[3 * 1024];
        pixels[16 * 32 + 10] = 255;
        BatchSource source = new(Cifar, new ImageSet(3, 32, pixels, [0]), 32, 1, augments: true);
        var places = new HashSet<int>();
        for (int epoch = 0; epoch < 1500; epoch++)
        {
            float[] values = Fill(source, [0], epoch).Values;
            places.Add(Array.IndexOf(values, values.Max()));
        }

        IEnumerable<int> columns = Enumerable.Range(6, 9).Concat(Enumerable.Range(17, 9));
        Assert.Equal(Enumerable.Range(12, 9).SelectMany(row => columns.Select(column => row * 32 + column)).Order(), places.Order());
    }

    [Fact]
    public void Smaller_images_are_centred_on_background()
    {
        DatasetSpec mnist = DatasetSpec.Find("mnist");
        byte[] pixels = new byte[784];
        pixels[0] = 255;
        float[] values = Fill(new BatchSource(mnist, new ImageSet(1, 28, pixels, [0]), 32, 1, augments: false), [0], 0).Values;
        Assert.Equal(2 * 32 + 2, Array.IndexOf(values, values.Max()));
        Assert.Equal(1023, values.Count(value => value == values.Min()));
    }

    private static BatchSource Source(ulong seed, bool augments) =>
        new(Cifar, TinyData.Images(3, 32, 10, 40, "source"), 32, seed, augments);

    private static (float[] Values, long[] Classes) Fill(BatchSource source, int[] chosen, int epoch)
    {
        float[] values = new float[chosen.Length * source.ImageWords];
        long[] classes = new long[chosen.Length];
        source.Fill(chosen, epoch, values, classes);
        return (values, classes);
    }
}
