using System.Reflection;
using CycleSim.Accelerator.Machine;
using CycleSim.Dram.Parts;
using CycleSim.Workloads.Formats;

namespace CycleSim.Studies.Tests.Identity;

/// <summary>Copies of a record, each with one member changed, as deep as records hold records.</summary>
internal static class ChangedRecords
{
    private static readonly MethodInfo Clone =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The copies, each with the path of what was changed, e.g. "Dram.Timing.cl".</summary>
    internal static IEnumerable<(string Path, T Changed)> Of<T>(T record)
        where T : notnull =>
        All(record).Select(change => (change.Path, (T)change.Changed));

    private static IEnumerable<(string Path, object Changed)> All(object record) =>
        from property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite
        from change in Changes(property.GetValue(record), property.PropertyType)
        select (property.Name + change.Path, With(record, property, change.Changed));

    private static IEnumerable<(string Path, object Changed)> Changes(object? value, Type type) => value switch
    {
        null when type == typeof(NumberFormat) => [("", NumberFormats.All.Get("fp8_e4m3"))],
        null when type == typeof(IdealDram) => [("", new IdealDram(8, 0, LatencyMode.Held))],
        null when type == typeof(AccumulatorSpec) => [("", new AccumulatorSpec(4096, 256, 1, 1, 1, 1))],
        null when type == typeof(WriteVerifySpec) => [("", new WriteVerifySpec(2, 0.1, 0.5, 1))],
        null => [("", Other(Activator.CreateInstance(Nullable.GetUnderlyingType(type)!)!))],
        DramTiming timing => timing.Values.Select(pair => ($".{pair.Key}", (object)timing.With((pair.Key, pair.Value + 1)))),
        _ when IsRecord(value) => All(value).Select(change => ($".{change.Path}", change.Changed)),
        _ => [("", Other(value))],
    };

    private static object Other(object value) => value switch
    {
        bool flag => !flag,
        int number => number + 1,
        ulong number => number + 1,
        long number => number + 1,
        double number => Math.BitIncrement(number),
        string text => text + "x",
        NumberFormat format => format == NumberFormats.Bf16 ? NumberFormats.Fp16 : NumberFormats.Bf16,
        Enum choice => Enum.ToObject(choice.GetType(), Convert.ToInt64(choice, null) + 1),
        _ => throw new NotSupportedException($"a member of type {value.GetType().Name}: say here how it is changed"),
    };

    private static object With(object record, PropertyInfo property, object value)
    {
        object copy = Clone.Invoke(record, null)!;
        property.SetValue(copy, value);
        return copy;
    }

    private static bool IsRecord(object value) => value.GetType().GetMethod("<Clone>$") is not null;
}
