using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using CycleSim.Accelerator.Files;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Json;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Device.Junction;
using CycleSim.Device.Variation;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Standards;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Platform.Processes;
using CycleSim.Terminal;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim models`: the networks, machines, memories, DRAM parts and devices that the program brings along.</summary>
internal static class ModelsCommand
{
    private static readonly Argument<string> Name = MakeName();

    private static readonly Option<bool> Raw = new("--raw") { Description = "Print the file as it is, to copy and edit it" };

    internal static Command Create()
    {
        var list = new Command("list", "List the shipped models with their kind and purpose.\n\nExample: cyclesim models list");
        list.SetAction(_ => List());
        var show = new Command(
            "show",
            "Check a model and show what it says; a network with its layers, shapes and parameters, and the layers of a training step\n" +
            "where they are others, as the parts of attention.\n\n" +
            "Example: cyclesim models show vgg16-cifar100\n" +
            "Example: cyclesim models show paper --raw > my-machine.json")
        {
            Name, Raw,
        };
        show.SetAction(Show);
        return new Command(
            "models",
            "List, show, import and export networks, machines, memories, DRAM parts and devices.\n\nExample: cyclesim models list")
        { list, show, ModelsImportCommand.Create(), ModelsExportCommand.Create() };
    }

    private static Argument<string> MakeName()
    {
        var name = new Argument<string>("name")
        {
            HelpName = "NAME|FILE",
            Description = "A shipped name or a .json file; a network also .onnx or .csv (SCALE-Sim topology)",
        };
        name.CompletionSources.Add(
            _ => Enum.GetValues<ModelKind>().SelectMany(ModelStore.Names).Select(model => new CompletionItem(model)));
        return name;
    }

    private static int List()
    {
        var table = new TextTable(("kind", false), ("name", false), ("description", false));
        foreach (ModelKind kind in Enum.GetValues<ModelKind>())
            foreach (string name in ModelStore.Names(kind))
                table.Add(KindName(kind), name, Description(kind, name));
        table.Print();
        return ExitCode.Done;
    }

    private static int Show(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(Name);
        if (WorkloadLoader.IsImported(name) && !parsed.GetRequiredValue(Raw))
            return ShowImported(name);
        ModelKind kind = KindOf(name);
        if (parsed.GetRequiredValue(Raw))
            Console.Write(ModelStore.ReadText(kind, name).Text);
        else if (kind == ModelKind.Networks)
            ShowNetwork(NetworkLoader.Load(name));
        else if (kind == ModelKind.Memories)
            ShowMemory(MemoryTechnologyLoader.Load(name));
        else if (kind == ModelKind.Machines)
            ShowChecked(kind, name, MachineLoader.Load(name).Name);
        else if (kind == ModelKind.Devices)
            ShowChecked(kind, name, JunctionLoader.Load(name).Name);
        else if (kind == ModelKind.Variations)
            ShowChecked(kind, name, VariationFile.Load(name).Name);
        else if (kind == ModelKind.Technologies)
            ShowChecked(kind, name, ModelStore.Open(kind, name).String("name"));
        else if (kind == ModelKind.Standards)
            ShowChecked(kind, name, StandardLoader.Load(name).Name);
        else
            ShowChecked(kind, name, DramLoader.Load(name).Name);
        return ExitCode.Done;
    }

    /// <summary>A network in the format of another program.</summary>
    private static int ShowImported(string path)
    {
        Workload workload = WorkloadLoader.Load(path);
        string command = $"cyclesim workload --network {ShellWord.Of(path)}";
        ProseText.Print($"{workload.Name}: {workload.Description}; `{command}` shows what a step consists of");
        StepLayerNames.Print(workload, []);
        return ExitCode.Done;
    }

    private static ModelKind KindOf(string name)
    {
        foreach (ModelKind kind in Enum.GetValues<ModelKind>())
            if (ModelStore.Names(kind).Contains(name, StringComparer.OrdinalIgnoreCase))
                return kind;
        if (WorkloadLoader.IsImported(name))
            throw new InputException($"{name}: {Raw.Name} prints .json files only");
        if (InputFile.IsStandardInput(name) || ModelStore.IsPath(name))
            return KindOfFile(name);

        throw new InputException($"there is no model \"{name}\"; see `cyclesim models list`");
    }

    /// <summary>A file does not say its kind; the keys that only one kind has tell it.</summary>
    private static ModelKind KindOfFile(string path)
    {
        ConfigObject root = ModelStore.Open(ModelKind.Networks, path);
        if (root.Has("layers"))
            return ModelKind.Networks;
        if (root.Has("table") || root.Has("circuit") || root.Has("parts"))
            return ModelKind.Memories;
        if (root.Has("transistors"))
            return ModelKind.Technologies;
        if (root.Has("timing_cycles"))
            return ModelKind.Dram;
        if (root.Has("constraints"))
            return ModelKind.Standards;
        if (root.Has("interfacial_anisotropy_j_per_m2"))
            return ModelKind.Devices;
        if (root.Has("current_drive") || root.Has("voltage_drive"))
            return ModelKind.Variations;
        if (root.Has("systolic_array") || root.Has("array"))
            return ModelKind.Machines;
        throw new InputException(
            $"{path}: is no model: expected a key \"layers\" (network), \"systolic_array\" (machine), \"table\", \"circuit\" or \"parts\" "
            + "(memory), \"timing_cycles\" (DRAM), \"constraints\" (DRAM standard), "
            + "\"interfacial_anisotropy_j_per_m2\" (device), \"current_drive\" or \"voltage_drive\" (variation) "
            + "or \"transistors\" (technology)");
    }

    private static void ShowNetwork(Network network)
    {
        ProseText.Print($"{network.Name}: {network.Description}");
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"input {network.Input}, {network.Classes} classes, {network.Parameters:N0} parameters, " +
            $"{network.MacsPerImage:N0} MACs per image"));
        var table = new TextTable(
            ("#", true), ("layer", false), ("kind", false), ("from", false), ("input", false), ("output", false), ("kernel", true),
            ("stride", true), ("padding", true), ("ReLU", false), ("parameters", true), ("MACs per image", true));
        foreach (Layer layer in network.Layers)
        {
            string from = string.Join(", ", layer.Inputs.Select(input =>
                input == Network.InputIndex ? "images" : network.Layers[input].Name));
            table.Add(
                N(layer.Index), layer.Name, layer.Kind.Name, from, layer.Input.ToString(), layer.Output.ToString(), Kernel(layer),
                Stride(layer), Padding(layer), layer.Relu ? "yes" : "", N(layer.Parameters), N(layer.MacsPerImage));
        }

        table.Print();
        StepLayerNames.Print(WorkloadLoader.Of(network), [.. network.Layers.Select(layer => layer.Name)]);
    }

    private static string Kernel(Layer layer) => layer.Settings is WindowSettings { Rows: var rows, Columns: var columns }
        ? Both(rows.Kernel, columns.Kernel)
        : N(layer.Kernel);

    private static string Stride(Layer layer) => layer.Settings is WindowSettings { Rows: var rows, Columns: var columns }
        ? Both(rows.Stride, columns.Stride)
        : N(layer.Stride);

    /// <summary>One number for all sides, or that of height and width, or those of top, left, bottom and right.</summary>
    private static string Padding(Layer layer)
    {
        if (layer.Settings is not WindowSettings { Rows: var rows, Columns: var columns })
            return N(layer.Padding);
        return rows.PadBegin == rows.PadEnd && columns.PadBegin == columns.PadEnd
            ? Both(rows.PadBegin, columns.PadBegin)
            : $"{N(rows.PadBegin)},{N(columns.PadBegin)},{N(rows.PadEnd)},{N(columns.PadEnd)}";
    }

    private static string Both(int height, int width) => height == width ? N(height) : $"{N(height)}x{N(width)}";

    private static void ShowMemory(MemoryTechnology memory)
    {
        ProseText.Print($"{memory.Name}: {memory.Description}");
        ProseText.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{memory.Cell}; {memory.NodeNm} nm, {memory.Organisation.ToString().ToLowerInvariant()} organisation, " +
            $"{memory.AccessBits} bits an access"));
        var table = new TextTable(
            ("capacity", true), ("area mm2", true), ("read ns", true), ("write ns", true), ("read pJ", true), ("write pJ", true),
            ("leakage mW", true));
        foreach (MemoryMetrics row in Rows(memory))
        {
            table.Add(
                ByteSize.Format(row.CapacityBytes), G(row.AreaMm2), G(row.ReadLatencyNs), G(row.WriteLatencyNs), G(row.ReadEnergyPj),
                G(row.WriteEnergyPj), G(row.LeakageMw));
        }

        table.Print();
        foreach (string source in memory.Sources)
            ProseText.Print($"source: {source}");
    }

    /// <summary>The rows of a table; of another model every capacity from 32 KiB to 512 MiB that has metrics of its own.</summary>
    private static IEnumerable<MemoryMetrics> Rows(MemoryTechnology memory) => memory.Table.Length > 0
        ? memory.Table.Select(row => row.Metrics)
        : memory.Model.KnotBytes.Where(knot => knot is >= 32 << 10 and <= 512 << 20).Select(memory.At);

    /// <summary>Machines and DRAM parts explain themselves: their files are short and commented.</summary>
    private static void ShowChecked(ModelKind kind, string nameOrPath, string name)
    {
        ProseText.Print($"{name}: a valid {KindName(kind)} description");
        Console.Write(ModelStore.ReadText(kind, nameOrPath).Text);
    }

    private static string Description(ModelKind kind, string name) => ModelStore.Open(kind, name).String("description");

    private static string KindName(ModelKind kind) => kind switch
    {
        ModelKind.Networks => "network",
        ModelKind.Machines => "machine",
        ModelKind.Memories => "memory",
        ModelKind.Devices => "device",
        ModelKind.Technologies => "technology",
        ModelKind.Variations => "variation",
        ModelKind.Standards => "standard",
        _ => "DRAM",
    };

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string G(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
