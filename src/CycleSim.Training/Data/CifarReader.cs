using CycleSim.Platform;

namespace CycleSim.Training.Data;

/// <summary>
/// Reads the binary version of CIFAR-10 and CIFAR-100 (A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009):
/// records of one label byte (CIFAR-100: the coarse class before it) and planes of red, green and blue.
/// </summary>
internal static class CifarReader
{
    /// <summary>Reads all records.</summary>
    /// <exception cref="InputException">The length is no whole number of records, or a label is no class.</exception>
    internal static (byte[] Pixels, byte[] Labels) Read(string path, DatasetSpec spec)
    {
        byte[] bytes = DataFile.Read(path);
        int image = spec.Channels * spec.Edge * spec.Edge;
        int record = spec.LabelBytes + image;
        if (bytes.Length % record != 0)
        {
            throw new InputException(
                $"{path}: has {bytes.Length} bytes, which is no whole number of {record}-byte records of {spec.Name}");
        }

        int count = bytes.Length / record;
        byte[] pixels = new byte[(long)count * image];
        byte[] labels = new byte[count];
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> source = bytes.AsSpan(index * record, record);
            labels[index] = source[spec.LabelBytes - 1];
            if (labels[index] >= spec.Classes)
                throw new InputException($"{path}: the label of record {index} is {labels[index]}; allowed are 0 to {spec.Classes - 1}");
            source[spec.LabelBytes..].CopyTo(pixels.AsSpan(index * image));
        }

        return (pixels, labels);
    }
}
