using CycleSim.Platform;
using CycleSim.Training.Data;

namespace CycleSim.Training.Commands;

/// <summary>Images that were read, for a process that trains several times on the same.</summary>
internal sealed class DatasetCache
{
    private readonly Dictionary<(string Name, string Folder, bool AllowPartial), Dataset> _datasets = [];

    /// <summary>Reads the images of a data set, unless they are there.</summary>
    /// <exception cref="InputException">A file is missing, short or damaged.</exception>
    internal Dataset Load(DatasetSpec spec, string folder, bool allowPartial)
    {
        if (!_datasets.TryGetValue((spec.Name, folder, allowPartial), out Dataset? dataset))
            _datasets.Add((spec.Name, folder, allowPartial), dataset = DatasetLoader.Load(spec, folder, allowPartial));
        return dataset;
    }
}
