namespace CycleSim.Reference;

/// <summary>A test that needs devices of its own; it is skipped, with the reason, where they cannot be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute() => Skip = SpecialFiles.WhyNoDevices;
}
