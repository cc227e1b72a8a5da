using CycleSim.Platform;
using CycleSim.Training.Data;

namespace CycleSim.Training.Tests;

public sealed class DatasetLoaderTests : IDisposable
{
    private static readonly DatasetSpec Mnist = DatasetSpec.Find("mnist");
    private static readonly DatasetSpec Cifar100 = DatasetSpec.Find("cifar100");

    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-data").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Idx_files_come_back_as_they_were_plain_and_compressed(bool compressed)
    {
        ImageSet images = WriteDigits(compressed);
        Dataset dataset = DatasetLoader.Load(Mnist, _folder, allowPartial: true);
        Assert.Equal(images.Pixels, dataset.Train.Pixels);
        Assert.Equal(images.Labels, dataset.Train.Labels);
        Assert.Equal(2, dataset.Notes.Count);
    }

    [Fact]
    public void Compressed_files_under_plain_names_and_plain_ones_under_compressed_names_are_read()
    {
        ImageSet images = WriteDigits(compressed: true);
        foreach (string file in Directory.GetFiles(_folder))
            File.Move(file, file.Replace(".gz", "", StringComparison.Ordinal));
        Assert.Equal(images.Pixels, DatasetLoader.Load(Mnist, _folder, allowPartial: true).Train.Pixels);
        WriteDigits(compressed: false);
        foreach (string file in Directory.GetFiles(_folder))
            File.Move(file, file + ".gz");
        Assert.Equal(images.Labels, DatasetLoader.Load(Mnist, _folder, allowPartial: true).Train.Labels);
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("cifar10")]
    public void Files_without_images_are_said_to_hold_none(string name)
    {
        DatasetSpec spec = DatasetSpec.Find(name);
        foreach (DatasetFile file in spec.Train.Concat(spec.Test))
        {
            Write(file.Images, spec.Format == DatasetFormat.Idx ? [0, 0, 8, 3, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 28] : []);
            if (spec.Format == DatasetFormat.Idx)
                Write(file.Labels, [0, 0, 8, 1, 0, 0, 0, 0]);
        }

        string message = Error(spec, allowPartial: true);
        Assert.Contains("no images", message, StringComparison.Ordinal);
        Assert.Contains(spec.Train[0].Images, message, StringComparison.Ordinal);
        Assert.DoesNotContain("is there", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_the_data_sets_name_is_found()
    {
        string inner = Directory.CreateDirectory(Path.Combine(_folder, "mnist")).FullName;
        WriteDigits(compressed: false, inner);
        Assert.Equal(50, DatasetLoader.Load(Mnist, _folder, allowPartial: true).Train.Count);
    }

    [Fact]
    public void Fewer_images_than_the_official_file_has_are_an_error_unless_allowed()
    {
        WriteDigits(compressed: false);
        Assert.Contains("has 50 images, the official file 60000", Error(Mnist, allowPartial: false), StringComparison.Ordinal);
    }

    [Fact]
    public void Cifar_100_takes_the_fine_label_and_shortened_files()
    {
        ImageSet images = TinyData.Images(3, 32, 100, 30, "cifar");
        byte[] records = TinyData.Records(images, 2);
        records[0] = 99; // the coarse label does not matter
        Write("train_first30.bin.gz", TinyData.Compressed(records));
        Write("test.bin", records);
        Dataset dataset = DatasetLoader.Load(Cifar100, _folder, allowPartial: true);
        Assert.Equal(images.Labels, dataset.Train.Labels);
        Assert.Equal(images.Pixels, dataset.Test.Pixels);
        Assert.Contains("train.bin: there is no such file", Error(Cifar100, allowPartial: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", 0, "starts with 0x")]
    [InlineData("train-images-idx3-ubyte", 11, "its head announces 50x29x28 bytes, 39200 follow")]
    [InlineData("train-images-idx3-ubyte", 7, "its head announces")]
    [InlineData("train-labels-idx1-ubyte", 8, "label 0 is 255; allowed are 0 to 9")]
    public void A_wrong_byte_is_named(string file, int position, string message)
    {
        WriteDigits(compressed: false);
        string path = Path.Combine(_folder, file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[position] = position == 11 ? (byte)29 : (byte)255;
        File.WriteAllBytes(path, bytes);
        Assert.Contains($"{path}: {message}", Error(Mnist), StringComparison.Ordinal);
    }

    /// <summary>Four megabytes stand for four gigabytes.</summary>
    [Theory]
    [InlineData("train-images-idx3-ubyte.gz")]
    [InlineData("train-labels-idx1-ubyte.gz")]
    public void A_compressed_file_of_gigabytes_is_refused(string file)
    {
        WriteDigits(compressed: true);
        byte[] zeros = TinyData.Compressed(new byte[1 << 26]);
        Write(file, [.. Enumerable.Repeat(zeros, 64).SelectMany(member => member)]);
        Assert.Equal(
            $"{Path.Combine(_folder, file)}: is larger than 256 MiB, which no file of a data set is", Error(Mnist));
    }

    [Theory]
    [InlineData(0x7f, 0x7f)]
    [InlineData(0x7f, 0xff)]
    [InlineData(0xff, 0xff)]
    public void A_head_that_claims_gigabytes_is_named(byte images, byte rows)
    {
        WriteDigits(compressed: false);
        byte[] bytes = TinyData.Idx(new byte[784], 1, 28, 28);
        bytes.AsSpan(4, 12).Fill(0xff);
        (bytes[4], bytes[8]) = (images, rows);
        Write("train-images-idx3-ubyte", bytes);
        Assert.Contains("its head announces", Error(Mnist), StringComparison.Ordinal);
    }

    [Fact]
    public void Short_files_are_named()
    {
        WriteDigits(compressed: false);
        string path = Path.Combine(_folder, "train-images-idx3-ubyte");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        Assert.Contains("its head announces 50x28x28 bytes, 39199 follow", Error(Mnist), StringComparison.Ordinal);
        File.WriteAllBytes(path, new byte[5]);
        Assert.Contains("has 5 bytes", Error(Mnist), StringComparison.Ordinal);
        File.Delete(Path.Combine(_folder, "train-labels-idx1-ubyte"));
        Assert.Contains("train-labels-idx1-ubyte: there is no such file", Error(Mnist), StringComparison.Ordinal);
    }

    [Fact]
    public void Images_of_another_size_are_named()
    {
        WriteDigits(compressed: false);
        Write("train-images-idx3-ubyte", TinyData.Idx(new byte[50 * 400], 50, 20, 20));
        Assert.Contains("its images are 20x20; expected 28x28", Error(Mnist), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_off_compressed_file_is_an_error()
    {
        WriteDigits(compressed: true);
        string path = Path.Combine(_folder, "train-images-idx3-ubyte.gz");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^400]);
        Assert.Contains(path, Error(Mnist), StringComparison.Ordinal);
    }

    [Fact]
    public void Different_numbers_of_images_and_labels_are_an_error()
    {
        WriteDigits(compressed: false);
        Write("train-labels-idx1-ubyte", TinyData.Idx(new byte[49], 49));
        Assert.Contains("49 labels", Error(Mnist), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3073, "no whole number of 3074-byte records")]
    [InlineData(0, "holds no images")]
    public void Cifar_files_are_whole_records(int length, string message)
    {
        Write("train.bin", new byte[length]);
        Assert.Contains(message, Error(Cifar100), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cifar_label_that_is_no_class_is_named()
    {
        byte[] record = new byte[2 * 3074];
        record[3075] = 100;
        Write("train.bin", record);
        Assert.Contains("the label of record 1 is 100; allowed are 0 to 99", Error(Cifar100), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_folders_and_unknown_sets_are_errors()
    {
        Assert.Throws<InputException>(() => DatasetLoader.Load(Mnist, Path.Combine(_folder, "none"), allowPartial: true));
        Assert.Contains("none of the files", Error(Mnist), StringComparison.Ordinal);
        Assert.Contains("cifar-100", Assert.Throws<InputException>(() => DatasetSpec.Find("imagenet")).Message, StringComparison.Ordinal);
    }

    private string Error(DatasetSpec spec, bool allowPartial = true) =>
        Assert.Throws<InputException>(() => DatasetLoader.Load(spec, _folder, allowPartial)).Message;

    private ImageSet WriteDigits(bool compressed, string? folder = null)
    {
        ImageSet images = TinyData.Images(1, 28, 10, 50, "digits");
        foreach (string part in new[] { "train", "t10k" })
        {
            Put($"{part}-images-idx3-ubyte", TinyData.Idx(images.Pixels, 50, 28, 28));
            Put($"{part}-labels-idx1-ubyte", TinyData.Idx(images.Labels, 50));
        }

        return images;

        void Put(string name, byte[] bytes) =>
            File.WriteAllBytes(Path.Combine(folder ?? _folder, compressed ? name + ".gz" : name),
                compressed ? TinyData.Compressed(bytes) : bytes);
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);
}
