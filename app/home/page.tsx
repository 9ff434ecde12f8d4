export { homePage as default } from '../_home/home-page';
