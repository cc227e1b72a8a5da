namespace CycleSim.Training.Data;

/// <summary>How a data set's files are laid out.</summary>
internal enum DatasetFormat
{
    /// <summary>Images and labels in two idx files, grey.</summary>
    Idx,

    /// <summary>Records of label bytes and 3072 bytes of red, green and blue planes.</summary>
    Cifar,

    /// <summary>No files: text that the program generates, see <see cref="Arithmetic"/>.</summary>
    Characters,
}
