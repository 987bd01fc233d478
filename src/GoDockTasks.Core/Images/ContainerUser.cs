namespace GoDockTasks.Core.Images;

/// <summary>Who programs run as in images.</summary>
internal static class ContainerUser
{
    /// <summary>
    /// Where nobody chooses another: user and group of distroless's <c>nonroot</c>, which no base image gives to
    /// anybody else. Numbers, since Kubernetes' runAsNonRoot can't tell who a name is.
    /// </summary>
    public const string Default = "65532:65532";
}
