/** Changes when a record has changed; the development server has a generated module in its place. */
export default '';
