/**
 * Nothing, in the place of the classic theme's JSON for search engines: it puts titles into a script as they are written, and one
 * with `</script>` in it would end that script.
 */
export default function StructuredData(): null {
  return null;
}
