using CycleSim.Platform;

namespace CycleSim.Training.Data;

/// <summary>Reads a data set from a folder.</summary>
internal static class DatasetLoader
{
    private const int TrainCharacters = 700_000;
    private const int TestCharacters = 56_000;

    /// <summary>Reads training and test set.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="folder">The folder with its files, or one that has them in a folder of the data set's name.</param>
    /// <param name="allowPartial">Whether files may be missing or have fewer images than the official ones.</param>
    /// <returns>The images, and notes on what is missing.</returns>
    /// <exception cref="InputException">A file is missing, short, damaged or of another kind; the message names it and what is
    /// expected.</exception>
    public static Dataset Load(DatasetSpec spec, string folder, bool allowPartial)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(folder);
        if (spec.IsText)
        {
            return new Dataset(
                spec, Arithmetic.Generate("train", TrainCharacters), Arithmetic.Generate("test", TestCharacters), [Arithmetic.Note]);
        }

        if (!Directory.Exists(folder))
            throw new InputException($"{folder}: there is no such folder; --data or CYCLESIM_DATA names the folder with {spec.Name}");
        string inner = Path.Combine(folder, spec.Name);
        string home = Directory.Exists(inner) ? inner : folder;
        var notes = new List<string>();
        ImageSet train = Read(spec, home, spec.Train, allowPartial, notes);
        ImageSet test = Read(spec, home, spec.Test, allowPartial, notes);
        return new Dataset(spec, train, test, notes);
    }

    private static ImageSet Read(
        DatasetSpec spec, string folder, IReadOnlyList<DatasetFile> files, bool allowPartial, List<string> notes)
    {
        var pixels = new MemoryStream();
        var labels = new List<byte>();
        var found = new List<string>();
        foreach (DatasetFile file in files)
        {
            if (Locate(folder, file, allowPartial) is not { } path)
            {
                notes.Add($"{file.Images} is missing in {folder}");
                continue;
            }

            found.Add(path);
            (byte[] image, byte[] label) = spec.Format == DatasetFormat.Idx
                ? ReadIdx(spec, folder, file, path) : CifarReader.Read(path, spec);
            if (label.Length != file.Count)
                notes.Add(Partial(path, label.Length, file.Count, allowPartial));
            pixels.Write(image);
            labels.AddRange(label);
        }

        return labels.Count > 0
            ? new ImageSet(spec.Channels, spec.Edge, pixels.ToArray(), [.. labels])
            : throw new InputException(found.Count == 0
                ? $"{folder}: none of the files {string.Join(", ", files.Select(file => file.Images))} is there, plain or .gz"
                : $"{string.Join(", ", found)}: {(found.Count == 1 ? "holds" : "hold")} no images");
    }

    private static string? Locate(string folder, DatasetFile file, bool allowPartial)
    {
        // A shortened file carries its number of records in its name, e.g. train_first10000.bin for train.bin.
        string? path = DataFile.Find(folder, file.Images);
        if (path is null && allowPartial)
        {
            string start = Path.GetFileNameWithoutExtension(file.Images) + "_first";
            path = Directory.EnumerateFiles(folder, start + "*").Order(StringComparer.Ordinal).FirstOrDefault();
        }

        return path is not null || allowPartial
            ? path
            : throw new InputException(
                $"{Path.Combine(folder, file.Images)}: there is no such file, plain or .gz; tools/get-datasets fetches it, and "
                + "--allow-partial continues without");
    }

    private static (byte[] Pixels, byte[] Labels) ReadIdx(DatasetSpec spec, string folder, DatasetFile file, string path)
    {
        string labelPath = DataFile.Find(folder, file.Labels)
            ?? throw new InputException($"{Path.Combine(folder, file.Labels)}: there is no such file, plain or .gz");
        byte[] pixels = IdxReader.Images(path, spec.Edge);
        byte[] labels = IdxReader.Labels(labelPath, spec.Classes);
        int images = pixels.Length / (spec.Edge * spec.Edge);
        return images == labels.Length
            ? (pixels, labels)
            : throw new InputException($"{path} has {images} images, {labelPath} {labels.Length} labels");
    }

    private static string Partial(string path, int found, int official, bool allowPartial) => allowPartial
        ? $"{path} has {found} images, the official file {official}"
        : throw new InputException($"{path}: has {found} images, the official file {official}; --allow-partial continues with these");
}
