namespace CycleSim.Reference;

/// <summary>A test over several cases that needs devices of its own; it is skipped, with the reason, where they cannot be made.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DeviceTheoryAttribute : TheoryAttribute
{
    public DeviceTheoryAttribute() => Skip = SpecialFiles.WhyNoDevices;
}
