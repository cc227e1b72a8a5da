using System.Text;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Reference;

namespace CycleSim.Configuration.Tests.Models;

public sealed class ModelStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-models-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_are_read_from_disk_with_their_path_as_source()
    {
        string path = Write("a.json", [0xEF, 0xBB, 0xBF, .. "{\"k\": 1}"u8]);
        Assert.Equal(("{\"k\": 1}", path), ModelStore.ReadText(ModelKind.Machines, path));
        Assert.Equal(1, ModelStore.Open(ModelKind.Machines, path).Number("k", 1, 1));
    }

    [Fact]
    public void Missing_files_are_errors()
    {
        string path = Path.Combine(_folder, "none.json");
        Assert.Equal($"{path}: there is no such file", Refused(path));
        Assert.Equal("./none: there is no such file", Refused("./none"));
        Assert.StartsWith("bad\0.json: ", Refused("bad\0.json"), StringComparison.Ordinal);
        Assert.StartsWith($"{_folder}: cannot be read: ", Refused(_folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_may_come_through_a_pipe()
    {
        string pipe = SpecialFiles.Pipe(Path.Combine(_folder, "model.json"));
        SpecialFiles.Feed(pipe, "{ \"name\": \"piped\" }"u8.ToArray(), () =>
        {
            Assert.Equal("piped", ModelStore.Open(ModelKind.Machines, pipe).String("name"));
            Assert.Equal("piped", ModelStore.Open(ModelKind.Machines, pipe).String("name"));
        });
        InputFile.ForgetPipes();
    }

    [Fact]
    public void A_device_without_an_end_is_refused() =>
        Assert.Throws<InputException>(() => ModelStore.Open(ModelKind.Machines, "/dev/zero"));

    [Fact]
    public void Invalid_utf8_is_refused()
    {
        string path = Write("a.json", [.. "{\"k\": \""u8, 0xC3, 0x28]);
        Assert.Equal($"{path}: is not valid UTF-8 (byte 8)", Refused(path));
        Assert.Equal($"{path}: is not valid UTF-8 (byte 1)", Refused(Write("a.json", Encoding.Unicode.GetPreamble())));
    }

    [Fact]
    public void Large_files_are_refused()
    {
        byte[] spaces = new byte[ModelStore.MaxFileBytes];
        Array.Fill(spaces, (byte)' ');
        Assert.Equal(ModelStore.MaxFileBytes, ModelStore.ReadText(ModelKind.Dram, Write("a.json", spaces)).Text.Length);
        string path = Write("b.json", [.. spaces, (byte)' ']);
        Assert.Equal($"{path}: is larger than 16 MiB, or grew while it was read", Refused(path));
    }

    [Fact]
    public void Unknown_names_list_what_is_available() =>
        Assert.Matches(
            "^\"no such model\" is not a model in models/machines; available: .*, or the path of a .json file$", Refused("no such model"));

    [Fact]
    public void Every_shipped_model_is_listed_in_order_and_parses()
    {
        foreach (ModelKind kind in Enum.GetValues<ModelKind>())
        {
            IReadOnlyList<string> names = ModelStore.Names(kind);
            Assert.Equal(names.Order(StringComparer.Ordinal), names);
            Assert.All(names, name => Assert.EndsWith($"/{name}.json", ModelStore.Open(kind, name).Source, StringComparison.Ordinal));
        }
    }

    private static string Refused(string nameOrPath) =>
        Assert.Throws<InputException>(() => ModelStore.ReadText(ModelKind.Machines, nameOrPath)).Message;

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
